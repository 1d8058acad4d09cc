import { exampleImage, pixelImage, type InputImage } from '../../data/inputImage.ts';
import type { DatasetCatalog } from '../../data/datasetCatalog.ts';
import { idxLimits } from '../../data/idx.ts';
import { misfit } from '../../errors.ts';
import { checkReadable } from '../../inspection/networkInput.ts';
import type { Store } from '../../store/store.ts';
import type { TraceAddress } from './traceAddress.ts';
import type { Context } from '../context.ts';
import { findModel } from '../records/findModel.ts';
import { findSnapshot } from '../records/findSnapshot.ts';
import type { ImageTrace } from './imageTrace.ts';
import { modelSubject, snapshotSubject, type TraceSubject } from './traceSubject.ts';

/**
 * The trace at an address, which may come from anyone: all of it is checked again.
 *
 * @throws GatescopeError as the query that gave the address would
 */
export async function openTrace(context: Context, address: TraceAddress): Promise<ImageTrace> {
  const { catalog, store } = context.services;
  const image = await imageAt(catalog, address.image);
  const subject = await subjectAt(store, address.subject);
  checkReadable(subject.network, image, 'image');
  return context.inspections.traceOf(subject, image, address.changes ?? {});
}

async function subjectAt(store: Store, address: TraceAddress['subject']): Promise<TraceSubject> {
  if (address === null) {
    const expected = 'the slug or global id of a model, or run and step in place of it';
    throw misfit('INVALID_ARGUMENT', 'model', expected, 'none');
  }
  if ('model' in address) {
    return modelSubject(await findModel(store.models, address.model), store.models);
  }
  return snapshotSubject(await findSnapshot(store, address.run, address.step), store.snapshots);
}

/** @throws GatescopeError DATASET_NOT_FOUND, DATASET_BROKEN, EXAMPLE_NOT_FOUND, INVALID_IMAGE */
export async function imageAt(
  catalog: DatasetCatalog,
  image: TraceAddress['image'],
): Promise<InputImage> {
  if ('pixels' in image) {
    const { pixels, columns } = image;
    return pixelImage(pixels, { rows: idxLimits.rows, columns }, 'pixels');
  }
  const dataset = await catalog.load(image.dataset, 'dataset');
  return exampleImage(dataset, image.split, image.index, 'index');
}
