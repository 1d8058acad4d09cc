import { misfit } from '../../errors.ts';
import { tryIdOf } from './globalId.ts';
import type { Store } from '../../store/store.ts';
import type { RunRecord } from '../../store/records.ts';
import { findRun } from './findRun.ts';

/** A run and a step that it has a snapshot of. */
export interface RunSnapshot {
  run: RunRecord;
  /** Steps done. */
  step: number;
}

type Stored = Pick<Store, 'runs' | 'snapshots'>;

/**
 * @param run global id
 * @throws GatescopeError INVALID_ID, RUN_NOT_FOUND, or SNAPSHOT_NOT_FOUND with the steps that have one
 */
export async function findSnapshot(
  { runs, snapshots }: Stored,
  run: string,
  step: number,
): Promise<RunSnapshot> {
  const record = await findRun(runs, run);
  const steps = await snapshots.steps(record.id);
  if (steps.includes(step)) return { run: record, step };
  const expected = `a step that the run has a snapshot of (${steps.join(', ') || 'none yet'})`;
  throw misfit('SNAPSHOT_NOT_FOUND', 'step', expected, `${step}`);
}

/** Null where `findSnapshot` throws. */
export async function tryFindSnapshot(
  { runs, snapshots }: Stored,
  run: string,
  step: number,
): Promise<RunSnapshot | null> {
  const id = tryIdOf('Run', run);
  const record = id === null ? null : await runs.find(id);
  if (record === null) return null;
  const steps = await snapshots.steps(record.id);
  return steps.includes(step) ? { run: record, step } : null;
}
