import {
  stepAxis,
  type StepAxis,
  stepAxisWidth,
  type StepWindow,
  stepTop,
} from './axes/stepAxis.ts';
import { stepsOf } from './axes/stepsOf.ts';
import { colourBar } from './colours/colourBar.ts';
import { type ColourScale, colourScaleFor } from './colours/colourScale.ts';
import { besideStepAxis } from './panels/besideStepAxis.ts';
import { cellSize } from './panels/cellSize.ts';
import { heatMapPanel, panelTop } from './panels/heatMapPanel.ts';
import { imageMatrix, imagePanel } from './panels/imagePanel.ts';
import { element, group } from './svg/svgElement.ts';
import { below, beside, type Drawing, indented, svgFigure } from './svg/svgFigure.ts';
import { fontSizes, inks, text, textWidth } from './svg/typography.ts';
import { activationWords } from './tensors/activationLabel.ts';
import { checkedUnits } from './tensors/checkedUnits.ts';
import {
  checkSameShape,
  type FigureTensor,
  type Matrix,
  matrixOf,
} from './tensors/figureTensor.ts';

export interface Comparison {
  title: string;
  subtitle?: string;
  /** The run as it was and with interventions: the same activation, [step, unit] or [step, class]. */
  untouched: FigureTensor;
  changed: FigureTensor;
  /** Changed minus untouched. */
  difference: FigureTensor;
  /** The step of the first row of both; 0 when left out. */
  firstStep?: number;
  /** The unit of each column, where not all were taken. */
  units?: readonly number[];
  /** The steps at which something was changed; those that are drawn are marked by a bar. */
  intervened?: readonly StepWindow[];
  /** [row, column], 0 to 1: drawn beside the steps, row for row. */
  image?: FigureTensor;
}

const EXTENT = { rows: 336, columns: 320 } as const;
const MOST = { row: 12, column: 10 } as const;
const DIFFERENCE = 'changed − untouched';
const STEPS_CHANGED = 'steps changed';
const BAR_WIDTH = 4;

/**
 * An activation without and with interventions, on one colour scale, and the difference, whose
 * scale is as long on both sides of 0.
 *
 * @throws GatescopeError INVALID_ARGUMENT for tensors of different shapes, and whatever `heatMapSvg`
 *   refuses
 */
export function comparisonSvg(comparison: Comparison): string {
  const untouched = matrixOf(comparison.untouched, 'untouched');
  const changed = matrixOf(comparison.changed, 'changed');
  checkSameShape(untouched, changed, 'changed');
  const difference = {
    ...matrixOf(comparison.difference, 'difference'),
    ...{ name: DIFFERENCE, range: null },
  };
  checkSameShape(untouched, difference, 'difference');
  const steps = stepsOf(untouched.rows, comparison.firstStep);
  const intervened = windowsWithin(steps, comparison.intervened ?? []);
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
    withBars(panel(changed, scale, 'changed'), axis, intervened),
    panel(difference, differenceScale, DIFFERENCE),
  ]);
  const words = activationWords(untouched.name);
  const bars = beside(
    [
      colourBar(scale, words),
      colourBar(differenceScale, DIFFERENCE),
      ...(intervened.length > 0 ? [barLegend] : []),
    ],
    28,
  );
  const description = `${words}: untouched, changed, and the difference.`;
  return svgFigure(
    { ...comparison, description },
    below([panels, indented(bars, stepAxisWidth)], 4),
  );
}

/** Those of the steps that are in any of the windows, as windows that do not meet. */
function windowsWithin(steps: StepWindow, windows: readonly StepWindow[]): StepWindow[] {
  const merged: StepWindow[] = [];
  for (let step = steps.from; step < steps.to; step++) {
    if (!windows.some(({ from, to }) => from <= step && step < to)) continue;
    const before = merged.at(-1);
    if (before?.to === step) before.to = step + 1;
    else merged.push({ from: step, to: step + 1 });
  }
  return merged;
}

/** Black bars along the steps of interventions, at the panel's left edge. */
function withBars(panel: Drawing, axis: StepAxis, windows: readonly StepWindow[]): Drawing {
  const bars = windows.map(({ from, to }) =>
    element('rect', {
      class: 'intervened',
      ...{ x: -6, y: stepTop(axis, from), width: BAR_WIDTH, height: (to - from) * axis.rowHeight },
    }),
  );
  return { ...panel, content: [...panel.content, group(0, panelTop, bars)] };
}

const barLegend: Drawing = {
  width: BAR_WIDTH + 6 + textWidth(STEPS_CHANGED),
  height: fontSizes.text + 4,
  content: [
    element('rect', { x: 0, y: 1, width: BAR_WIDTH, height: fontSizes.text + 2 }),
    text(BAR_WIDTH + 6, fontSizes.text, STEPS_CHANGED, { colour: inks.muted }),
  ],
};
