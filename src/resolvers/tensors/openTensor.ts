import { exampleImage, pixelImage, type InputImage } from '../../data/inputImage.ts';
import type { DatasetCatalog } from '../../data/datasetCatalog.ts';
import { invalidArgument, misfit } from '../../errors.ts';
import { checkReadable } from '../../inspection/networkInput.ts';
import { describeActivation } from '../../networks/activationList.ts';
import type { Store } from '../../store/store.ts';
import { activationTensor } from './activationTensor.ts';
import type { Context } from '../context.ts';
import { findModel } from '../models/findModel.ts';
import { findSnapshot } from '../runs/findSnapshot.ts';
import { imageTensor, imageTensorNames } from './imageTensor.ts';
import type { LazyTensor } from './lazyTensor.ts';
import { activationSelection } from '../traces/selection.ts';
import type { TensorAddress } from './tensorAddress.ts';
import { modelSubject, snapshotSubject, type TraceSubject } from '../traces/traceSubject.ts';

/**
 * The tensor at an address, which may come from anyone: all of it is checked again.
 *
 * @throws GatescopeError as the query that gave the address would
 */
export async function openTensor(context: Context, address: TensorAddress): Promise<LazyTensor> {
  const { name, steps, units, changes } = address;
  const { catalog, store } = context.services;
  const image = await imageAt(catalog, address.image);
  const imageName = imageTensorNames.find((known) => known === name);
  if (imageName !== undefined) {
    checkImageAlone(address);
    return imageTensor(image, imageName);
  }
  const subject = await subjectAt(store, address.subject);
  checkReadable(subject.network, image, 'image');
  const trace = await context.inspections.traceOf(subject, image, changes ?? {});
  const description = describeActivation(subject.network, name, 'name');
  const part = typeof steps === 'number' ? { t: steps } : { steps };
  const selection = activationSelection({ ...part, units }, description, image.rows);
  return activationTensor(trace, description, selection);
}

/** @throws GatescopeError INVALID_ARGUMENT for what means nothing without a network */
function checkImageAlone({ name, subject, steps, units, changes }: TensorAddress): void {
  const network = {
    ...subject,
    [typeof steps === 'number' ? 't' : 'steps']: steps,
    units,
    changes,
  };
  for (const [parameter, value] of Object.entries(network)) {
    if (value !== null) throw invalidArgument(parameter, `nothing beside ${name}`, value);
  }
}

async function subjectAt(store: Store, address: TensorAddress['subject']): Promise<TraceSubject> {
  if (address === null) {
    const expected = 'the slug or global id of a model, or run and step in place of it';
    throw misfit('INVALID_ARGUMENT', 'model', expected, 'none');
  }
  if ('model' in address) {
    return modelSubject(await findModel(store.models, address.model), store.models);
  }
  return snapshotSubject(await findSnapshot(store, address.run, address.step), store.snapshots);
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
