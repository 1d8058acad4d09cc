/** What counts as ink: the threshold at which images are binarized by default. */
const INK = 0.1;

/** Above this share of ink an image is likelier dark on light paper; MNIST's digits have a fifth. */
export const MOSTLY_INK = 0.6;

/**
 * The share of the pixels that are ink.
 *
 * @param pixels grey from 0 to `white`
 */
export function inkShare(pixels: Uint8Array | Float32Array, white: 1 | 255): number {
  const border = INK * white;
  let count = 0;
  for (let k = 0; k < pixels.length; k++) if (pixels[k]! > border) count++;
  return count / pixels.length;
}
