import type { Dataset } from '../data/dataset.ts';
import type { DatasetCatalog } from '../data/datasetCatalog.ts';
import type { DatasetReference } from '../store/records.ts';

/**
 * The data set with the bytes that a run was made for, whatever its name here; or the reason why it
 * is not to be had on this machine.
 */
export async function findDataset(
  catalog: DatasetCatalog,
  wanted: DatasetReference,
): Promise<Dataset | { missing: string }> {
  const summaries = await catalog.list();
  const sound = summaries.filter((summary) => summary.problem === null);
  const sameBytes = sound.filter(({ sha256 }) => sha256 === wanted.sha256);
  const match = sameBytes.find(({ name }) => name === wanted.name) ?? sameBytes[0];
  if (match !== undefined) return catalog.load(match.name);
  const sameName = summaries.some(({ name }) => name === wanted.name);
  const why = sameName ? 'has other contents' : 'is not there';
  return { missing: `data set ${wanted.name} ${why} on the worker that looked at this run` };
}
