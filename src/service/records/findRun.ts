import { misfit, shown } from '../../errors.ts';
import { parseIdOf } from './globalId.ts';
import type { RunRecord } from '../../store/records.ts';
import type { Store } from '../../store/store.ts';

/**
 * @param run global id
 * @param argument where it came from, to name it in errors
 * @throws GatescopeError INVALID_ID, RUN_NOT_FOUND
 */
export async function findRun(
  runs: Store['runs'],
  run: string,
  argument = 'run',
): Promise<RunRecord> {
  const found = await runs.find(parseIdOf('Run', argument, run));
  if (found !== null) return found;
  throw misfit('RUN_NOT_FOUND', argument, 'the global id of a run', shown(run));
}
