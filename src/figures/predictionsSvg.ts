import { stepAxis, stepAxisWidth } from './axes/stepAxis.ts';
import { stepsOf } from './axes/stepsOf.ts';
import { colourBar } from './colours/colourBar.ts';
import { unitScale } from './colours/colourScale.ts';
import { besideStepAxis } from './panels/besideStepAxis.ts';
import { cellSize } from './panels/cellSize.ts';
import { imageMatrix, imagePanel } from './panels/imagePanel.ts';
import { predictionPanel, type Predictions, probabilityMatrix } from './panels/predictionPanel.ts';
import { below, indented, svgFigure } from './svg/svgFigure.ts';
import type { FigureTensor } from './tensors/figureTensor.ts';

export interface PredictionsOptions extends Predictions {
  title: string;
  subtitle?: string;
  /** The step of the first row of probabilities; 0 when left out. */
  firstStep?: number;
  /** [row, column], 0 to 1: drawn beside the steps, row for row. */
  image?: FigureTensor;
}

const EXTENT = 336;
const MOST = 12;

/**
 * The probabilities of every class at every step as a strip, with each step's label and the
 * decision.
 *
 * @throws GatescopeError INVALID_ARGUMENT for values that are no probabilities, a label that is no
 *   class, or an image with too few rows
 */
export function predictionsSvg(options: PredictionsOptions): string {
  const matrix = probabilityMatrix(options);
  const steps = stepsOf(matrix.rows, options.firstStep);
  const firstStep = steps.from;
  const axis = stepAxis(steps, cellSize(matrix.rows, EXTENT, MOST));
  const strip = predictionPanel(matrix, options, axis, firstStep);
  const image = options.image && imagePanel(imageMatrix(options.image, steps), axis);
  const panels = besideStepAxis(axis, image === undefined ? [strip] : [image, strip], {
    markedStep: options.decisionStep,
  });
  const { decisionStep } = options;
  const decided = decisionStep === null ? '' : ` Decided at step ${decisionStep}.`;
  return svgFigure(
    {
      ...options,
      description: `Probability of ${matrix.columns} classes at steps ${steps.from} to ${steps.to - 1}.${decided}`,
    },
    below([panels, indented(colourBar(unitScale, 'probability'), stepAxisWidth)], 4),
  );
}
