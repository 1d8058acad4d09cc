import { activationWords } from './activationLabel.ts';
import { besideStepAxis } from './besideStepAxis.ts';
import { cellSize } from './cellSize.ts';
import { checkedUnits } from './checkedUnits.ts';
import { colourBar } from './colourBar.ts';
import { type ColourScale, colourScaleFor } from './colourScale.ts';
import { checkSameShape, type FigureTensor, type Matrix, matrixOf } from './figureTensor.ts';
import { heatMapPanel, panelTop } from './heatMapPanel.ts';
import { imageMatrix, imagePanel } from './imagePanel.ts';
import {
  checkWindow,
  stepAxis,
  type StepAxis,
  stepAxisWidth,
  type StepWindow,
  stepTop,
} from './stepAxis.ts';
import { stepsOf } from './stepsOf.ts';
import { below, beside, type Drawing, indented, svgFigure } from './svgFigure.ts';
import { element, group } from './svgElement.ts';
import { fontSizes, inks, text } from './typography.ts';

export interface Comparison {
  title: string;
  subtitle?: string;
  /** The run as it was and with interventions: the same activation, [step, unit] or [step, class]. */
  untouched: FigureTensor;
  changed: FigureTensor;
  /** The step of the first row of both; 0 when left out. */
  firstStep?: number;
  /** The unit of each column, where not all were taken. */
  units?: readonly number[];
  /** The steps at which something was changed: marked by a bar. */
  intervened?: StepWindow;
  /** [row, column], 0 to 1: drawn beside the steps, row for row. */
  image?: FigureTensor;
}

const EXTENT = { rows: 336, columns: 320 } as const;
const MOST = { row: 12, column: 10 } as const;
const DIFFERENCE = 'changed − untouched';

/**
 * An activation without and with interventions, on one colour scale, and the difference, whose
 * scale is as long on both sides of 0.
 *
 * @throws GatescopeError INVALID_ARGUMENT for tensors of different shapes, steps that are not
 *   there, and whatever `heatMapSvg` refuses
 */
export function comparisonSvg(comparison: Comparison): string {
  const untouched = matrixOf(comparison.untouched, 'untouched');
  const changed = matrixOf(comparison.changed, 'changed');
  checkSameShape(untouched, changed, 'changed');
  const difference = differenceOf(changed, untouched);
  const steps = stepsOf(untouched.rows, comparison.firstStep);
  const { intervened } = comparison;
  if (intervened !== undefined) checkWindow(intervened, steps, 'intervened');
  const axis = stepAxis(steps, cellSize(untouched.rows, EXTENT.rows, MOST.row));
  const scale = colourScaleFor([untouched, changed]);
  const differenceScale = colourScaleFor([difference]);
  const columnNumbers = checkedUnits(comparison.units, untouched.columns);
  const panel = (matrix: Matrix, colours: ColourScale, title: string): Drawing =>
    heatMapPanel({
      matrix,
      firstStep: steps.from,
      axis,
      scale: colours,
      cellWidth: cellSize(matrix.columns, EXTENT.columns, MOST.column),
      title,
      ...(columnNumbers === undefined ? {} : { columnNumbers }),
    });
  const panels = besideStepAxis(axis, [
    ...(comparison.image ? [imagePanel(imageMatrix(comparison.image, steps), axis)] : []),
    panel(untouched, scale, 'untouched'),
    withBar(panel(changed, scale, 'changed'), axis, intervened),
    panel(difference, differenceScale, DIFFERENCE),
  ]);
  const words = activationWords(untouched.name);
  const bars = beside([colourBar(scale, words), colourBar(differenceScale, DIFFERENCE)], 28);
  const description = `${words}: untouched, changed, and the difference.`;
  return svgFigure(
    { ...comparison, description },
    below([panels, indented(bars, stepAxisWidth)], 4),
  );
}

function differenceOf(changed: Matrix, untouched: Matrix): Matrix {
  const values = Array.from(changed.values, (value, k) => value - (untouched.values[k] as number));
  return { ...changed, name: DIFFERENCE, values, range: null };
}

/** A black bar along the steps of the intervention, at the panel's left edge. */
function withBar(panel: Drawing, axis: StepAxis, steps: StepWindow | undefined): Drawing {
  if (steps === undefined) return panel;
  const height = (steps.to - steps.from) * axis.rowHeight;
  const place = { x: -6, y: stepTop(axis, steps.from), width: 4, height };
  const bar = [
    element('rect', { class: 'intervened', ...place }),
    text(-6, axis.height + 28, '▌steps changed', { size: fontSizes.tick, colour: inks.muted }),
  ];
  return { ...panel, content: [...panel.content, group(0, panelTop, bar)] };
}
