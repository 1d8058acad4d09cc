import { inputValues } from '../data/binarize.ts';
import type { InputImage } from '../data/inputImage.ts';
import { misfit } from '../errors.ts';
import type { ImageBatch } from '../engines/engine.ts';
import { isRecurrent, type Network } from '../networks/recipe.ts';
import { inScanOrder } from '../networks/tasks/scan.ts';
import { sequenceOf, taskOf } from '../networks/tasks/taskOf.ts';

/** What the network reads of an image, [step, width]: binarized as it was trained, or grey. */
export function networkInput(network: Network, { pixels }: InputImage): Float32Array {
  const values = inputValues(pixels, network.binarizeThreshold);
  return inScanOrder(values, taskOf(network).scan, pixels.length);
}

/** The same as a batch of one, whose rows are the steps. */
export function inputBatch(network: Network, image: InputImage): ImageBatch {
  const { steps, width } = sequenceOf(network, image.rows);
  return { batch: 1, rows: steps, columns: width, values: networkInput(network, image) };
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
  const anyHeight = isRecurrent(network) && taskOf(network).scan.order !== 'PERMUTED_PIXELS';
  if (anyHeight || image.rows === rows) return;
  const expected = `an image of ${rows} rows, as the model sees all of it at once`;
  throw misfit('INVALID_IMAGE', argument, expected, `${image.rows}`);
}
