/**
 * 1 where `threshold < pixel`, else 0. The comparison is one of float32 numbers: a pixel of 0.1,
 * which as float32 is a little more than 0.1, is not above the threshold of 0.1.
 *
 * @param pixels grey from 0 to 1
 * @returns an array of the same length
 */
export function binarize(pixels: Float32Array, threshold: number): Float32Array<ArrayBuffer> {
  const border = Math.fround(threshold);
  const values = new Float32Array(pixels.length);
  for (let n = 0; n < values.length; n++) values[n] = border < (pixels[n] as number) ? 1 : 0;
  return values;
}

/**
 * What a network reads of an image.
 *
 * @param pixels grey from 0 to 1
 * @param threshold of binarization; null for the grey values themselves
 */
export function inputValues(pixels: Float32Array, threshold: number | null): Float32Array {
  return threshold === null ? pixels : binarize(pixels, threshold);
}

/** The input value of each grey level from 0 to 255, [256]: what TrainingData.levels holds. */
export function inputLevels(threshold: number | null): Float32Array {
  return inputValues(
    pixelsFromBytes(Uint8Array.from({ length: 256 }, (_, level) => level)),
    threshold,
  );
}

/** Grey levels from 0 to 255, scaled to 0 to 1. */
export function pixelsFromBytes(bytes: Uint8Array): Float32Array<ArrayBuffer> {
  // Float32Array.from with a function takes fifty times as long.
  const pixels = new Float32Array(bytes.length);
  for (let n = 0; n < pixels.length; n++) pixels[n] = (bytes[n] as number) / 255;
  return pixels;
}
