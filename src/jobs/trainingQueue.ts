import type { NewRun, RunRecord } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import type { JobQueue } from './jobQueue.ts';

/** Training runs as jobs. */
export class TrainingQueue {
  readonly #jobs: JobQueue;
  readonly #store: Store;

  constructor(jobs: JobQueue, store: Store) {
    this.#jobs = jobs;
    this.#store = store;
  }

  /**
   * Stores all of these runs and queues them, or does neither with any.
   *
   * @throws as `Runs.createAll`
   */
  submit(newRuns: readonly NewRun[]): Promise<RunRecord[]> {
    return this.#jobs.submit('run', (tx) => this.#store.runs.createAll(newRuns, tx));
  }

  /**
   * Ends a run that waits or is being trained; its worker stops within moments.
   *
   * @throws GatescopeError RUN_NOT_FOUND, RUN_FINISHED
   */
  async cancel(runId: string): Promise<RunRecord> {
    const run = await this.#store.runs.cancel(runId);
    await this.#jobs.tellEnd(run.id, run.step);
    return run;
  }
}
