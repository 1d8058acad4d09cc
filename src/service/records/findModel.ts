import { misfit, shown } from '../../errors.ts';
import { tryGlobalId } from './globalId.ts';
import type { ModelRecord } from '../../store/records.ts';
import type { Store } from '../../store/store.ts';

/**
 * @param model slug or global id, as the API takes it
 * @throws GatescopeError MODEL_NOT_FOUND
 */
export async function findModel(
  models: Store['models'],
  model: string,
  argument = 'model',
): Promise<ModelRecord> {
  const found = await tryFindModel(models, model);
  if (found !== null) return found;
  throw misfit('MODEL_NOT_FOUND', argument, 'the slug or global id of a model', shown(model));
}

/** Null where `findModel` throws. No slug looks like a global id, which has capital letters. */
export async function tryFindModel(
  models: Store['models'],
  model: string,
): Promise<ModelRecord | null> {
  const globalId = tryGlobalId(model);
  if (globalId === null) return models.find(model);
  return globalId.type === 'Model' ? models.find(globalId.id) : null;
}
