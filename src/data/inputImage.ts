import { GatescopeError, shown } from '../errors.ts';
import { decodePng, readPngSize } from '../formats/png.ts';
import { pixelsFromBytes } from './binarize.ts';
import type { Dataset } from './dataset.ts';
import {
  fitDrawing,
  type DrawingChoices,
  type DrawingReport,
  type GreyPicture,
} from './fitDrawing.ts';
import { idxLimits } from './idx.ts';
import type { SplitName } from './split.ts';

/** An image to look at a network with: a data set's, or one brought along, perhaps only its first rows. */
export interface InputImage {
  rows: number;
  columns: number;
  /** Grey from 0 to 1 with ink bright, [rows, columns]. */
  pixels: Float32Array;
  /** Where it stands in its data set; null for an image brought along. */
  example: ExampleOrigin | null;
  /** What was done to a drawing; null for an image taken as it came. */
  drawing: DrawingReport | null;
}

export interface ExampleOrigin {
  dataset: string;
  split: SplitName;
  index: number;
  label: number;
}

/** The size of a data set's images: an image brought along has its columns and at most its rows. */
export interface ImageSize {
  rows: number;
  columns: number;
}

/**
 * @param argument where the index came from, to name it in errors, such as `image.example.index`
 * @throws GatescopeError EXAMPLE_NOT_FOUND
 */
export function exampleImage(
  dataset: Dataset,
  split: SplitName,
  index: number,
  argument: string,
): InputImage {
  const { rows, columns, name } = dataset;
  const { examples, images, labels } = dataset.splits[split];
  const label = labels[index];
  if (label === undefined) {
    const expected = `a whole number from 0 to ${examples - 1} (${split} of ${shown(name)})`;
    throw unfit('EXAMPLE_NOT_FOUND', argument, expected, shown(index));
  }
  const size = rows * columns;
  const pixels = pixelsFromBytes(images.subarray(index * size, (index + 1) * size));
  return makeImage({ rows, columns }, pixels, { dataset: name, split, index, label });
}

/**
 * @param pixels grey from 0 to 1, row-major: those of the first k rows, k from 1 to `size.rows`
 * @param argument where they came from, to name it in errors, such as `image.pixels`
 * @throws GatescopeError INVALID_IMAGE
 */
export function pixelImage(
  pixels: readonly number[] | Float32Array,
  size: ImageSize,
  argument: string,
): InputImage {
  const { columns } = size;
  const rows = pixels.length / columns;
  if (!Number.isInteger(rows) || rows < 1 || rows > size.rows) {
    const expected = `k·${columns} numbers for the first k rows (k from 1 to ${size.rows})`;
    const got = pixels.length === 0 ? 'none' : `${pixels.length}`;
    throw unfit('INVALID_IMAGE', argument, expected, got);
  }
  return makeImage({ rows, columns }, checkedPixels(pixels, argument), null);
}

/**
 * @param argument where they came from, to name it in errors, such as `image.pixels`
 * @returns a copy
 * @throws GatescopeError INVALID_IMAGE for what is no grey from 0 to 1
 */
export function checkedPixels(
  pixels: readonly number[] | Float32Array,
  argument: string,
): Float32Array {
  const odd = pixels.findIndex((pixel) => !(pixel >= 0 && pixel <= 1));
  if (odd === -1) return new Float32Array(pixels);
  const got = `${shown(pixels[odd])} at index ${odd}`;
  throw unfit('INVALID_IMAGE', argument, 'numbers from 0 to 1', got);
}

/**
 * Takes the image as it is: nothing is resized or inverted, so ink must be bright.
 *
 * @param argument where the file came from, to name it in errors, such as `image.png`
 * @throws GatescopeError INVALID_IMAGE
 */
export function pngImage(bytes: Uint8Array, size: ImageSize, argument: string): InputImage {
  const { width, height } = readPngSize(bytes, argument);
  checkPngSize({ width, height }, size, argument);
  const { grey } = decodePng(bytes, argument);
  return makeImage({ rows: height, columns: width }, grey, null);
}

/**
 * Numbers as a picture to draw from.
 *
 * @param pixels grey from 0 to 1, row-major
 * @param argument where they came from, to name it in errors
 * @throws GatescopeError INVALID_IMAGE
 */
export function drawnPicture(
  pixels: readonly number[] | Float32Array,
  columns: number,
  argument: string,
): GreyPicture {
  const { rows, pixels: grey } = pixelImage(pixels, { rows: idxLimits.rows, columns }, argument);
  return { width: columns, height: rows, grey };
}

/**
 * A drawing, as MNIST would have made it: fitted, it may have any size, else that of a PNG.
 *
 * @param size of the images that are read
 * @throws GatescopeError INVALID_IMAGE
 */
export function drawingImage(
  picture: GreyPicture,
  choices: DrawingChoices,
  size: ImageSize,
  argument: string,
): InputImage {
  if (!choices.fit) checkPngSize(picture, size, argument);
  const { pixels, report } = fitDrawing(picture, choices, size);
  const rows = choices.fit ? size.rows : picture.height;
  return makeImage({ rows, columns: size.columns }, pixels, null, report);
}

/**
 * The first rows of one image above the others of another, as wide.
 *
 * @param atRow the first row that is the bottom image's
 * @param argument where that came from, to name it in errors
 * @throws GatescopeError INVALID_IMAGE unless each of them has a row in it
 */
export function splicedImage(
  top: InputImage,
  bottom: InputImage,
  atRow: number,
  argument: string,
): InputImage {
  const most = Math.min(top.rows, bottom.rows - 1);
  if (!(atRow >= 1 && atRow <= most)) {
    const expected =
      most < 1 ? 'two images, the lower of 2 rows or more' : `a row from 1 to ${most}`;
    throw unfit('INVALID_IMAGE', argument, expected, shown(atRow));
  }
  const { rows, columns } = bottom;
  const pixels = new Float32Array(bottom.pixels);
  pixels.set(top.pixels.subarray(0, atRow * columns));
  return makeImage({ rows, columns }, pixels, null);
}

function checkPngSize(
  { width, height }: Pick<GreyPicture, 'width' | 'height'>,
  size: ImageSize,
  argument: string,
): void {
  if (width === size.columns && height <= size.rows) return;
  const expected = `an image ${size.columns} pixels wide and 1 to ${size.rows} high`;
  throw unfit('INVALID_IMAGE', argument, expected, `${width} × ${height}`);
}

function makeImage(
  { rows, columns }: ImageSize,
  pixels: Float32Array,
  example: ExampleOrigin | null,
  drawing: DrawingReport | null = null,
): InputImage {
  return { rows, columns, pixels, example, drawing };
}

function unfit(
  code: 'EXAMPLE_NOT_FOUND' | 'INVALID_IMAGE',
  argument: string,
  expected: string,
  got: string,
): GatescopeError {
  return new GatescopeError(code, `${argument}: expected ${expected}, got ${got}`, { argument });
}
