/** Pixels brighter than this are ink. */
export const BINARIZE_THRESHOLD = 0.1;

/**
 * 1 where `threshold < pixel`, else 0. The comparison is one of float32 numbers: a pixel of 0.1,
 * which as float32 is a little more than 0.1, is not above the threshold of 0.1.
 *
 * @param pixels grey from 0 to 1
 * @returns an array of the same length
 */
export function binarize(
  pixels: Float32Array,
  threshold: number = BINARIZE_THRESHOLD,
): Float32Array<ArrayBuffer> {
  const border = Math.fround(threshold);
  return Float32Array.from(pixels, (pixel) => (border < pixel ? 1 : 0));
}

/** The binarized value of each grey level from 0 to 255, [256]: what TrainingData.levels holds. */
export function inputLevels(threshold: number = BINARIZE_THRESHOLD): Float32Array<ArrayBuffer> {
  return binarize(
    pixelsFromBytes(Uint8Array.from({ length: 256 }, (_, level) => level)),
    threshold,
  );
}

/** Grey levels from 0 to 255, scaled to 0 to 1. */
export function pixelsFromBytes(bytes: Uint8Array): Float32Array<ArrayBuffer> {
  return Float32Array.from(bytes, (level) => level / 255);
}
