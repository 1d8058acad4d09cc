import { checkedPixels } from '../../data/inputImage.ts';
import type { SplitName } from '../../data/split.ts';
import { misfit } from '../../errors.ts';
import { shortestDecimals } from '../../formats/shortestDecimal.ts';
import type { Drawing, DrawnImage, ImageSource, PngImage, WholeSource } from './reading.ts';

type Optional<T> = T | null | undefined;

/** An image as GraphQL's arguments have it, and the JSON in an address: one of the five. */
export interface WrittenImage extends WrittenWhole {
  splice?: Optional<{ top: WrittenWhole; bottom: WrittenWhole; atRow: number }>;
}

/** One that is not put together from others. */
export interface WrittenWhole {
  example?: Optional<{
    dataset?: Optional<string>;
    split?: Optional<SplitName>;
    index: number;
  }>;
  /** Grey from 0 to 1, row-major. */
  pixels?: Optional<readonly number[]>;
  /** Of the pixels; GraphQL does not give them. */
  columns?: Optional<number>;
  png?: Optional<Uint8Array>;
  drawing?: Optional<WrittenDrawing>;
}

/** Either pixels or a PNG. */
export interface WrittenDrawing {
  pixels?: Optional<readonly number[]>;
  columns?: Optional<number>;
  png?: Optional<Uint8Array>;
  invert?: Optional<boolean>;
  fit?: Optional<boolean>;
}

/**
 * @param argument where it came from, to name it in errors
 * @throws GatescopeError INVALID_IMAGE
 */
export function imageSource({ splice, ...whole }: WrittenImage, argument: string): ImageSource {
  if (!splice) return wholeSource(whole, argument);
  const { top, bottom, atRow } = splice;
  const at = `${argument}.splice`;
  return {
    splice: {
      top: wholeSource(top, `${at}.top`),
      bottom: wholeSource(bottom, `${at}.bottom`),
      atRow,
    },
  };
}

function wholeSource(
  { example, pixels, columns, png, drawing }: WrittenWhole,
  argument: string,
): WholeSource {
  if (example) {
    const { dataset, split, index } = example;
    return { dataset: dataset ?? null, split: split ?? 'TEST', index };
  }
  if (pixels) {
    return { pixels: checkedPixels(pixels, `${argument}.pixels`), columns: columns ?? null };
  }
  // Without Buffer's own JSON and equality.
  if (png) return { png: new Uint8Array(png) };
  if (drawing) return drawingSource(drawing, `${argument}.drawing`);
  throw misfit('INVALID_IMAGE', argument, 'an example, pixels, png or a drawing', 'none');
}

function drawingSource({ invert, fit, ...image }: WrittenDrawing, argument: string): Drawing {
  const { pixels, png, columns } = image;
  if (!pixels === !png) {
    throw misfit('INVALID_IMAGE', argument, 'either pixels or png', png ? 'both' : 'neither');
  }
  if (png && columns != null) {
    const expected = 'nothing, as a png has its own width';
    throw misfit('INVALID_IMAGE', `${argument}.columns`, expected, `${columns}`);
  }
  const drawing = wholeSource(image, argument) as DrawnImage | PngImage;
  return { drawing, invert: invert ?? null, fit: fit ?? true };
}

/** The inverse of `imageSource`. */
export function writtenImage(image: ImageSource): WrittenImage {
  if (!('splice' in image)) return writtenWhole(image);
  const { top, bottom, atRow } = image.splice;
  return { splice: { top: writtenWhole(top), bottom: writtenWhole(bottom), atRow } };
}

function writtenWhole(image: WholeSource): WrittenWhole {
  if ('drawing' in image) {
    const { drawing, invert, fit } = image;
    return { drawing: { ...writtenWhole(drawing), ...(invert !== null && { invert }), fit } };
  }
  if ('png' in image) return image;
  if ('pixels' in image) {
    const { pixels, columns } = image;
    return { pixels: shortestDecimals(pixels), ...(columns !== null && { columns }) };
  }
  const { dataset, ...place } = image;
  return { example: { ...(dataset !== null && { dataset }), ...place } };
}
