import type { InputImage } from '../data/inputImage.ts';
import { misfit } from '../errors.ts';
import type { Network } from '../networks/recipe.ts';

/** @throws GatescopeError INVALID_IMAGE unless the image is as wide as the network reads */
export function checkWidth({ columns }: Network, image: InputImage): void {
  if (image.columns === columns) return;
  const expected = `rows of ${columns} pixels, as the model reads`;
  throw misfit('INVALID_IMAGE', 'image', expected, `${image.columns}`);
}
