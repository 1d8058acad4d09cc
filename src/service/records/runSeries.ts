import { toGlobalId } from './globalId.ts';
import type { RunRecord } from '../../store/records.ts';
import type { RecordLoaders } from './recordLoaders.ts';

/** As the API's RunSeries, with records for runs. */
export interface SeriesAnswer {
  id: string;
  runs: RunRecord[];
}

/** Null when no run is part of it. */
export async function runSeries(
  { runsOfSeries }: RecordLoaders,
  seriesId: string,
): Promise<SeriesAnswer | null> {
  const runs = await runsOfSeries.load(seriesId);
  return runs.length === 0 ? null : { id: toGlobalId('RunSeries', seriesId), runs };
}
