import {
  firstAndLast,
  stepAxis,
  type StepAxis,
  stepAxisSpace,
  type StepWindow,
} from './axes/stepAxis.ts';
import { stepsOf } from './axes/stepsOf.ts';
import { colourBar } from './colours/colourBar.ts';
import { colourScaleFor } from './colours/colourScale.ts';
import { besideStepAxis } from './panels/besideStepAxis.ts';
import { cellSize } from './panels/cellSize.ts';
import { heatMapPanel } from './panels/heatMapPanel.ts';
import { imageMatrix, imagePanel } from './panels/imagePanel.ts';
import { below, indented, svgFigure } from './svg/svgFigure.ts';
import { activationWords } from './tensors/activationLabel.ts';
import { checkedUnits } from './tensors/checkedUnits.ts';
import { type FigureTensor, type Matrix, matrixOf } from './tensors/figureTensor.ts';

export interface HeatMapOptions {
  title: string;
  subtitle?: string;
  /** The step of the tensor's first row; 0 when left out. */
  firstStep?: number;
  /** The unit of each column, where not all were taken. */
  units?: readonly number[];
  /** [row, column], 0 to 1, ink bright: drawn beside the steps, row for row. */
  image?: FigureTensor;
  /** `ends`: the first and the last five steps alone. */
  shown?: 'all' | 'ends';
}

const ENDS = 5;
const EXTENT = { rows: 336, columns: 640 } as const;
const MOST = { row: 12, endRow: 16, column: 12, numberedColumn: 24 } as const;

/**
 * A tensor as a picture: steps downwards, units or classes to the right, a colour bar below.
 *
 * @param tensor [step, unit], [step, class], or [unit] of one step
 * @throws GatescopeError INVALID_ARGUMENT for a tensor as `matrixOf` refuses it, an image with too
 *   few rows, or another number of units than columns
 */
export function heatMapSvg(tensor: FigureTensor, options: HeatMapOptions): string {
  const matrix = matrixOf(tensor, 'tensor');
  const steps = stepsOf(matrix.rows, options.firstStep);
  const firstStep = steps.from;
  const units = checkedUnits(options.units, matrix.columns);
  const axis = axisFor(steps, options.shown ?? 'all');
  const scale = colourScaleFor([matrix]);
  const cells = heatMapPanel({
    matrix,
    firstStep,
    axis,
    scale,
    cellWidth: cellSize(
      matrix.columns,
      EXTENT.columns,
      units === undefined ? MOST.column : MOST.numberedColumn,
    ),
    title: activationWords(matrix.name),
    ...(units === undefined ? {} : { columnNumbers: units }),
  });
  const image = options.image && imagePanel(imageMatrix(options.image, steps), axis);
  const panels = besideStepAxis(axis, image === undefined ? [cells] : [image, cells], {
    label: matrix.rowAxis,
  });
  const caption = { ...options, description: describe(matrix, steps, scale) };
  const bar = colourBar(scale, activationWords(matrix.name));
  return svgFigure(caption, below([panels, indented(bar, stepAxisSpace(matrix.rowAxis))], 4));
}

function axisFor(steps: StepWindow, shown: 'all' | 'ends'): StepAxis {
  if (shown === 'ends') return stepAxis(steps, MOST.endRow, firstAndLast(steps, ENDS));
  return stepAxis(steps, cellSize(steps.to - steps.from, EXTENT.rows, MOST.row));
}

function describe(
  matrix: Matrix,
  steps: StepWindow,
  { least, most }: { least: number; most: number },
) {
  const { name, columns, rowAxis, columnAxis } = matrix;
  const rows = rowAxis === '' ? '' : `${rowAxis}s ${steps.from} to ${steps.to - 1} downwards, `;
  return (
    `Heat map of ${name}: ${rows}${columns} ${columnAxis} columns, ` +
    `colours from ${least} to ${most}, lighter for more.`
  );
}
