import type { DatasetCatalog } from '../../data/datasetCatalog.ts';
import type { DatasetWarning } from '../../data/datasetWarnings.ts';
import type { NewRun } from '../../store/records.ts';

/** What of the data set makes this training of little use, though it is admitted. */
export async function trainingWarnings(
  { dataset, network }: Pick<NewRun, 'dataset' | 'network'>,
  catalog: DatasetCatalog,
): Promise<DatasetWarning[]> {
  const warnings = await catalog.warnings(dataset.name);
  // Light paper spoils binarized images alone.
  return warnings.filter(({ code }) => code !== 'MOSTLY_INK' || network.binarizeThreshold !== null);
}
