import DataLoader from 'dataloader';

import type { ModelRecord, RunRecord } from '../../store/records.ts';
import type { Store } from '../../store/store.ts';

/** Look-ups that a list asks for item by item, each kind gathered into one query to Postgres. */
export interface RecordLoaders {
  /** By id. */
  run: DataLoader<string, RunRecord | null>;
  /** By the id of the run that ended in it. */
  modelOfRun: DataLoader<string, ModelRecord | null>;
  /** By the id of the series, in the order of its seeds. */
  runsOfSeries: DataLoader<string, RunRecord[]>;
  /** Of a run, by its id. */
  queuePosition: DataLoader<string, number | null>;
}

/** Nothing is remembered: a subscription asks again and again, and must hear what is so by then. */
const options = { cache: false } as const;

export function createRecordLoaders({ models, runs }: Store): RecordLoaders {
  return {
    run: new DataLoader(async (ids) => found(ids, await runs.findAll(ids)), options),
    modelOfRun: new DataLoader(async (ids) => found(ids, await models.ofRuns(ids)), options),
    runsOfSeries: new DataLoader(async (ids) => {
      const series = await runs.ofSeries(ids);
      return ids.map((id) => series.get(id) ?? []);
    }, options),
    queuePosition: new DataLoader((ids) => runs.jobs.queuePositions(ids), options),
  };
}

function found<T>(ids: readonly string[], records: ReadonlyMap<string, T>): (T | null)[] {
  return ids.map((id) => records.get(id) ?? null);
}
