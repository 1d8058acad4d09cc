import { inputValues } from '../data/binarize.ts';
import type { InputImage } from '../data/inputImage.ts';
import { misfit } from '../errors.ts';
import { isRecurrent, type Network } from '../networks/recipe.ts';

/** What the network reads of an image, [rows, columns]: binarized as it was trained, or grey. */
export function networkInput({ binarizeThreshold }: Network, { pixels }: InputImage): Float32Array {
  return inputValues(pixels, binarizeThreshold);
}

/**
 * A recurrent network reads any number of rows; one that sees the whole image reads just its size.
 *
 * @param argument where the image came from, to name it in errors, such as `image.pixels`
 * @throws GatescopeError INVALID_IMAGE unless the network can read the image
 */
export function checkReadable(network: Network, image: InputImage, argument: string): void {
  const { rows, columns } = network;
  if (image.columns !== columns) {
    const expected = `an image ${columns} pixels wide, as the model reads`;
    throw misfit('INVALID_IMAGE', argument, expected, `${image.columns}`);
  }
  if (isRecurrent(network) || image.rows === rows) return;
  const expected = `an image of ${rows} rows, as the model sees all of it at once`;
  throw misfit('INVALID_IMAGE', argument, expected, `${image.rows}`);
}
