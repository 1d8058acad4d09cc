import { keepNewestCheckpoints } from '../checkpoints.ts';
import type { Transaction } from '../database.ts';

/**
 * Where the jobs of a kind are kept. Its table has the columns of a job (see `JobRecord`) among its own,
 * so that one row, changed at once, says all.
 */
interface JobTable {
  table: string;
  /** What becomes of what a job of this kind no longer needs, when it has failed or been canceled. */
  clearUp(tx: Transaction, id: string): Promise<void>;
}

/** A kind of job is a row here, and what a worker does with it a file of src/work. */
export const jobTables = {
  run: {
    table: 'Run',
    clearUp: (tx, id) => keepNewestCheckpoints(tx, id, 1),
  },
} as const satisfies Record<string, JobTable>;

export type JobKind = keyof typeof jobTables;

export const jobKinds = Object.keys(jobTables) as JobKind[];
