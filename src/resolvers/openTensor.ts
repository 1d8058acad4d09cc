import { exampleImage, pixelImage, type InputImage } from '../data/inputImage.ts';
import type { DatasetCatalog } from '../data/datasetCatalog.ts';
import { misfit } from '../errors.ts';
import { activationTensor } from './activationTensor.ts';
import type { Context } from './context.ts';
import { describeActivation } from './describeActivation.ts';
import { findModel } from './findModel.ts';
import { imageTensor, imageTensorNames } from './imageTensor.ts';
import type { LazyTensor } from './lazyTensor.ts';
import { checkWidth } from './readImage.ts';
import { checkedSelection, checkedStepOrRange } from './selection.ts';
import type { TensorAddress } from './tensorAddress.ts';

/**
 * The tensor at an address, which may come from anyone: all of it is checked again.
 *
 * @throws GatescopeError as the query that gave the address would
 */
export async function openTensor(context: Context, address: TensorAddress): Promise<LazyTensor> {
  const { name, model: slug, steps, units, changes } = address;
  const { catalog, store } = context.services;
  const image = await imageAt(catalog, address.image);
  const imageName = imageTensorNames.find((known) => known === name);
  if (imageName !== undefined) return imageTensor(image, imageName);
  if (slug === null) {
    throw misfit('INVALID_ARGUMENT', 'model', 'the slug or global id of a model', 'none');
  }
  const model = await findModel(store.models, slug);
  checkWidth(image, model, 'image');
  const trace = await context.inspections.traceOf(model, image, changes ?? {});
  const description = describeActivation(trace, name, 'name');
  const selection =
    typeof steps === 'number'
      ? checkedStepOrRange({ t: steps, units }, image.rows, description.size)
      : checkedSelection({ steps, units }, image.rows, description.size);
  return activationTensor(trace, description, selection);
}

async function imageAt(
  catalog: DatasetCatalog,
  image: TensorAddress['image'],
): Promise<InputImage> {
  if ('pixels' in image) {
    const rows = Math.ceil(image.pixels.length / image.columns);
    return pixelImage([...image.pixels], { rows, columns: image.columns }, 'pixels');
  }
  const dataset = await catalog.load(image.dataset, 'dataset');
  return exampleImage(dataset, image.split, image.index, 'index');
}
