import { misfit } from '../../errors.ts';
import type { Store } from '../../store/store.ts';
import { findModel } from '../records/findModel.ts';
import { findSnapshot } from '../records/findSnapshot.ts';
import type { SubjectName } from './reading.ts';
import { modelSubject, snapshotSubject, type TraceSubject } from './traceSubject.ts';

/**
 * @param argument where the name of a model came from, to name it in errors
 * @throws GatescopeError INVALID_ARGUMENT for no name, MODEL_NOT_FOUND, INVALID_ID, RUN_NOT_FOUND,
 *   SNAPSHOT_NOT_FOUND
 */
export async function findSubject(
  store: Store,
  name: SubjectName | null,
  argument: string,
): Promise<TraceSubject> {
  if (name === null) {
    const expected = 'the slug or global id of a model, or run and step in place of it';
    throw misfit('INVALID_ARGUMENT', argument, expected, 'none');
  }
  if ('model' in name) {
    return modelSubject(await findModel(store.models, name.model, argument), store.models);
  }
  return snapshotSubject(await findSnapshot(store, name.run, name.step), store.snapshots);
}
