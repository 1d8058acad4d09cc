import { PNG } from 'pngjs';
import { GatescopeError } from '../errors.ts';
import { checkPngContents, withoutTail, type PngHeader, type PngSize } from './pngContents.ts';

/** An image as the networks see it: ink is bright, as MNIST has white digits on black. */
export interface GreyImage {
  width: number;
  height: number;
  /** Brightness from 0 to 1, row-major [height, width]. */
  grey: Float32Array;
}

/** No image is larger than a data set's may be; what is beyond is refused before decompression. */
export const pngLimits = { bytes: 8 * 1024 * 1024, width: 1024, height: 1024 } as const;

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const BLACK = 0;
const WHITE = 255;
/** Where the header chunk ends, which is always the first. */
const HEADER_END = 33;
/** Samples of a pixel by colour type; grey and palette have one. */
const CHANNELS = new Map([
  [2, 3],
  [4, 2],
  [6, 4],
]);

/**
 * What the file's header says, without looking at the rest.
 *
 * @param argument where the file came from, to name it in errors, such as `image.png`
 * @throws GatescopeError INVALID_IMAGE for a file that is no PNG or exceeds `pngLimits`
 */
export function readPngSize(bytes: Uint8Array, argument = 'png'): PngSize {
  const { width, height } = readHeader(bytes, argument);
  return { width, height };
}

/**
 * Decodes every colour type and bit depth of PNG. Colours become their luminance (Rec. 709), and
 * what is transparent lets a black background through. Samples of 16 bits are rounded to 8. Bytes
 * after the end of the image are left out.
 *
 * @param argument where the file came from, to name it in errors, such as `image.png`
 * @throws GatescopeError INVALID_IMAGE for a file that is no PNG, is damaged or exceeds `pngLimits`
 */
export function decodePng(bytes: Uint8Array, argument = 'png'): GreyImage {
  const { width, height, rgba } = decodeRgba(bytes, argument);
  return { width, height, grey: greyFromRgba(rgba, BLACK) };
}

/**
 * As `decodePng`, but what is transparent lets the paper through that the ink can be told from: white
 * below dark ink, black below bright ink.
 */
export function decodeDrawnPng(bytes: Uint8Array, argument = 'png'): GreyImage {
  const { width, height, rgba } = decodeRgba(bytes, argument);
  const [onBlack, onWhite] = [greyFromRgba(rgba, BLACK), greyFromRgba(rgba, WHITE)];
  return { width, height, grey: contrast(onWhite) > contrast(onBlack) ? onWhite : onBlack };
}

function decodeRgba(bytes: Uint8Array, argument: string): PngSize & { rgba: Buffer } {
  const header = readHeader(bytes, argument);
  try {
    const image = withoutTail(bytes);
    checkPngContents(image, header);
    const { width, height, data } = PNG.sync.read(Buffer.from(image));
    return { width, height, rgba: data };
  } catch (cause) {
    throw invalidImage(argument, 'an undamaged PNG file', 'one that cannot be decoded', cause);
  }
}

function contrast(grey: Float32Array): number {
  const [darkest, brightest] = grey.reduce(
    ([least, most], value) => [Math.min(least, value), Math.max(most, value)] as [number, number],
    [1, 0] as [number, number],
  );
  return brightest - darkest;
}

/**
 * A greyscale PNG of 8 bits a pixel; equal images give equal bytes.
 *
 * @param grey brightness, row-major [height, width], 255 for white
 * @throws RangeError when there are not width · height values
 */
export function encodePng(
  width: number,
  height: number,
  grey: Uint8Array,
): Uint8Array<ArrayBuffer> {
  if (grey.length !== width * height) {
    throw new RangeError(`${width} × ${height} pixels, but ${grey.length} values`);
  }
  const greyscale = { colorType: 0, inputColorType: 0, inputHasAlpha: false } as const;
  const png = new PNG({ width, height });
  png.data = Buffer.from(grey);
  return new Uint8Array(PNG.sync.write(png, greyscale));
}

function readHeader(bytes: Uint8Array, argument: string): PngHeader {
  if (bytes.length > pngLimits.bytes) {
    throw invalidImage(argument, `at most ${pngLimits.bytes} bytes`, `${bytes.length}`);
  }
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isPng =
    file.length >= HEADER_END &&
    file.subarray(0, SIGNATURE.length).equals(SIGNATURE) &&
    file.toString('latin1', 12, 16) === 'IHDR';
  if (!isPng) throw invalidImage(argument, 'a PNG file', 'something else');
  const width = file.readUInt32BE(16);
  const height = file.readUInt32BE(20);
  if (!inRange(width, pngLimits.width) || !inRange(height, pngLimits.height)) {
    const most = `${pngLimits.width} × ${pngLimits.height}`;
    throw invalidImage(argument, `an image of 1 × 1 to ${most} pixels`, `${width} × ${height}`);
  }
  const pixelBits = (CHANNELS.get(file.readUInt8(25)) ?? 1) * file.readUInt8(24);
  return { width, height, pixelBits, interlaced: file.readUInt8(28) !== 0 };
}

function inRange(length: number, most: number): boolean {
  return length >= 1 && length <= most;
}

/** @param paper what shines through where the image is transparent, 0 (black) to 255 (white) */
function greyFromRgba(rgba: Buffer, paper: number): Float32Array {
  const grey = new Float32Array(rgba.length / 4);
  for (let pixel = 0; pixel < grey.length; pixel++) {
    const red = rgba.readUInt8(4 * pixel);
    const green = rgba.readUInt8(4 * pixel + 1);
    const blue = rgba.readUInt8(4 * pixel + 2);
    const alpha = rgba.readUInt8(4 * pixel + 3);
    // Whole numbers up to the one division, so that an opaque grey v gives v / 255 exactly.
    const luminance = 2126 * red + 7152 * green + 722 * blue;
    const behind = 10_000 * paper * (255 - alpha);
    grey[pixel] = (luminance * alpha + behind) / (10_000 * 255 * 255);
  }
  return grey;
}

function invalidImage(
  argument: string,
  expected: string,
  got: string,
  cause?: unknown,
): GatescopeError {
  return new GatescopeError('INVALID_IMAGE', `${argument}: expected ${expected}, got ${got}`, {
    argument,
    cause,
  });
}
