import { misfit, shown } from '../../errors.ts';
import { tryIdOf } from '../records/globalId.ts';
import type { RunRecord } from '../../store/records.ts';
import type { Store } from '../../store/store.ts';
import { tryFindModel } from '../records/findModel.ts';

/**
 * @param names global ids of runs, or slugs or global ids of models for the runs that made them
 * @throws GatescopeError RUN_NOT_FOUND, or INVALID_ARGUMENT where two names mean the same run
 */
export async function findRuns(
  { runs, models }: Pick<Store, 'runs' | 'models'>,
  names: readonly string[],
): Promise<RunRecord[]> {
  const ids = await Promise.all(
    names.map(async (name) => tryIdOf('Run', name) ?? (await tryFindModel(models, name))?.runId),
  );
  const records = await runs.findAll(ids.filter((id) => id != null));
  const found = ids.map((id, n) => {
    const record = id == null ? undefined : records.get(id);
    if (record !== undefined) return record;
    const expected = 'global ids of runs, or slugs of models that a run has made';
    throw misfit('RUN_NOT_FOUND', 'runs', expected, shown(names[n]));
  });
  const repeated = found.findIndex(({ id }, n) => found.findIndex((run) => run.id === id) < n);
  if (repeated === -1) return found;
  throw misfit('INVALID_ARGUMENT', 'runs', 'each once', `${shown(names[repeated])} twice`);
}
