import { invalidArgument } from '../errors.ts';
import { cellColours, encodeColourPng } from './cellImage.ts';
import { colourScaleFor } from './colourScale.ts';
import { type FigureTensor, matrixOf } from './figureTensor.ts';

export const cellScaleLimits = { least: 1, most: 64, pixels: 16_777_216 } as const;

/**
 * The cells of a heat map alone, without axes: each a square of `scale` by `scale` pixels, in the
 * colours that `heatMapSvg` gives them.
 *
 * @param tensor [step, unit], [step, class], [row, column], or [unit] of one step
 * @param scale 1 to 64
 * @throws GatescopeError INVALID_ARGUMENT for a tensor as `matrixOf` refuses it, another scale, or
 *   more than 16,777,216 pixels
 */
export function heatMapPng(tensor: FigureTensor, scale: number): Uint8Array<ArrayBuffer> {
  const matrix = matrixOf(tensor, 'tensor');
  const { least, most, pixels } = cellScaleLimits;
  if (!(Number.isInteger(scale) && scale >= least && scale <= most)) {
    throw invalidArgument('scale', `a whole number from ${least} to ${most}`, scale);
  }
  const { rows, columns } = matrix;
  if (rows * columns * scale ** 2 > pixels) {
    throw invalidArgument('scale', `one that gives at most ${pixels} pixels`, scale);
  }
  const colours = cellColours(matrix, colourScaleFor([matrix]), 0, rows);
  return encodeColourPng(columns * scale, rows * scale, enlarged(colours, columns, rows, scale));
}

function enlarged(colours: Uint8Array, columns: number, rows: number, scale: number): Uint8Array {
  const stride = 3 * columns * scale;
  const pixels = new Uint8Array(stride * rows * scale);
  for (let row = 0; row < rows; row++) {
    const top = row * scale * stride;
    for (let x = 0; x < columns * scale; x++) {
      const cell = row * columns + Math.floor(x / scale);
      pixels.set(colours.subarray(3 * cell, 3 * cell + 3), top + 3 * x);
    }
    for (let copy = 1; copy < scale; copy++) {
      pixels.copyWithin(top + copy * stride, top, top + stride);
    }
  }
  return pixels;
}
