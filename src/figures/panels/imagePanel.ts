import { invalidArgument } from '../../errors.ts';
import type { StepAxis, StepWindow } from '../axes/stepAxis.ts';
import { greyScale } from '../colours/colourScale.ts';
import type { Drawing } from '../svg/svgFigure.ts';
import { type FigureTensor, type Matrix, matrixOf } from '../tensors/figureTensor.ts';
import { heatMapPanel } from './heatMapPanel.ts';

/**
 * The rows of an image beside the steps that read them.
 *
 * @throws GatescopeError INVALID_ARGUMENT for an image that lacks one of the steps' rows
 */
export function imageMatrix(image: FigureTensor, steps: StepWindow): Matrix {
  const matrix = matrixOf(image, 'image');
  if (matrix.rows >= steps.to) return matrix;
  throw invalidArgument('image.shape', `a row for each step up to ${steps.to - 1}`, matrix.rows);
}

/** An image read pixel by pixel is one column, which would be too thin to see. */
const LEAST_WIDTH = 24;

/** Square pixels where they are not too thin, white ink on black; row 0 is read at step 0. */
export function imagePanel(matrix: Matrix, axis: StepAxis): Drawing {
  return heatMapPanel({
    matrix,
    firstStep: 0,
    axis,
    scale: greyScale,
    cellWidth: Math.max(axis.rowHeight, LEAST_WIDTH / matrix.columns),
    title: 'image',
  });
}
