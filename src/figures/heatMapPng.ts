import { invalidArgument } from '../errors.ts';
import { cellColours } from './colours/cellImage.ts';
import { colourScaleFor } from './colours/colourScale.ts';
import { packPng } from './png/packPng.ts';
import { type FigureTensor, matrixOf } from './tensors/figureTensor.ts';

export const cellScaleLimits = { least: 1, most: 64, pixels: 16_777_216 } as const;

/**
 * The cells of a heat map alone, without axes: each a square of `scale` by `scale` pixels, in the
 * colours that `heatMapSvg` gives them; compressed outside the event loop.
 *
 * @param tensor [step, unit], [step, class], [row, column], or [unit] of one step
 * @param scale 1 to 64
 * @throws GatescopeError INVALID_ARGUMENT for a tensor as `matrixOf` refuses it, another scale, or
 *   more than 16,777,216 pixels
 */
export async function heatMapPng(
  tensor: FigureTensor,
  scale: number,
): Promise<Uint8Array<ArrayBuffer>> {
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
  return packPng({
    width: columns * scale,
    height: rows * scale,
    channels: 3,
    rows: enlarged(colours, columns, scale),
  });
}

function* enlarged(colours: Uint8Array, columns: number, scale: number): Generator<Uint8Array> {
  const line = new Uint8Array(3 * columns * scale);
  for (let first = 0; first < colours.length; first += 3 * columns) {
    for (let at = 0; at < line.length; at += 3) {
      const cell = first + 3 * Math.floor(at / (3 * scale));
      // Written out: `set` takes ten times as long for three bytes.
      line[at] = colours[cell] as number;
      line[at + 1] = colours[cell + 1] as number;
      line[at + 2] = colours[cell + 2] as number;
    }
    for (let copy = 0; copy < scale; copy++) yield line;
  }
}
