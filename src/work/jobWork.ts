import type { Claim } from '../store/jobs/claim.ts';
import type { JobRecord } from '../store/records.ts';
import type { Persistence } from './persistence.ts';

/** What a worker does with the jobs of one kind. */
export interface JobWork<Means> {
  /**
   * What it needs for a job that it may take, or what this worker lacks for it.
   *
   * @throws what the worker alone is to blame for: others may try
   */
  prepare(id: string): Promise<Means | Lack>;
  /** From here on the job is this worker's. */
  begin(job: JobRecord, means: Means): JobAttempt;
}

/** As a clause that says why a job waits. */
export interface Lack {
  missing: string;
}

export interface JobAttempt {
  readonly claim: Claim;
  /** How far it has come, for who hears of its end. */
  readonly step: number;
  /**
   * True when the job has ended, false when `signal` stopped it: then all that is needed to go on is
   * stored. Whatever it throws ends the job, but for what may pass and a claim that is lost.
   */
  toTheEnd(signal: AbortSignal, persistence: Persistence): Promise<boolean>;
}

export function isLack(means: unknown): means is Lack {
  return typeof means === 'object' && means !== null && 'missing' in means;
}
