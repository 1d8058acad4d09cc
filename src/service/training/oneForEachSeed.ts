import type { NewRun } from '../../store/records.ts';
import { newRecordId } from '../../store/recordId.ts';
import { modelName } from './modelNames.ts';
import type { Seeds } from './seeds.ts';

/** @param run with the name that was asked for, and any seed */
export function oneForEachSeed(seeds: Seeds, run: Omit<NewRun, 'seriesId'>): NewRun[] {
  const seriesId = seeds.areSeries ? newRecordId().id : null;
  return seeds.values.map((seed) => ({
    ...run,
    name: run.name === null ? null : modelName(run.name, seeds, seed),
    options: { ...run.options, seed },
    seriesId,
  }));
}
