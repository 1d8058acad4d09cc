import type { PgBoss } from 'pg-boss';
import { fromPrisma, type Job } from 'pg-boss';

import type { JobKind } from '../store/jobs/jobTables.ts';
import { jobKinds } from '../store/jobs/jobTables.ts';
import type { JobRecord } from '../store/records.ts';
import type { Store, Transaction } from '../store/store.ts';
import type { RunEvents } from './runEvents.ts';
import type { RunEventMessage } from './runEventMessage.ts';

/** What a job says: that some worker must see to what the store has under this id. */
export interface JobReference {
  kind: JobKind;
  id: string;
}

/** `done` when the job needs no worker any more, `requeue` when another one, or a later one, must. */
export type JobOutcome = 'done' | 'requeue';

/**
 * Why a handler's signal was aborted: the job has ended, canceled as a rule; this worker is to end; or
 * it has gone to another worker, since this one was out of touch for too long.
 */
export type AbortReason = 'JOB_ENDED' | 'STOPPING' | 'CLAIM_LOST';

/** @param signal its reason is an `AbortReason` */
export type JobHandler = (job: JobReference, signal: AbortSignal) => Promise<JobOutcome>;

export const QUEUE = 'jobs';

const workOptions = {
  batchSize: 1,
  heartbeatRefreshSeconds: 4,
  pollingIntervalSeconds: 0.5,
  // Retries are not told by NOTIFY, so polling must find them.
  notifyPollingIntervalSeconds: 0.5,
};

/** A worker that cannot take a job leaves others this long to do so before it is offered again. */
const REQUEUE_DELAY_SECONDS = 5;
const SWEEP_MS = 60_000;

/**
 * Jobs of every kind on their way to workers. What is in the queue says only that some worker must see
 * to a job; what it is and how far it has come stands in the store.
 */
export class JobQueue {
  readonly #boss: PgBoss;
  readonly #store: Store;
  readonly #events: RunEvents;
  readonly #warn: (error: unknown, message: string) => void;
  readonly #stopping = new AbortController();
  readonly #sweeps: NodeJS.Timeout;

  /** Made by `openJobQueue`. */
  constructor(
    boss: PgBoss,
    store: Store,
    events: RunEvents,
    warn: (error: unknown, message: string) => void,
  ) {
    this.#boss = boss;
    this.#store = store;
    this.#events = events;
    this.#warn = warn;
    this.#sweeps = setInterval(() => void this.#sweepOrWarn(), SWEEP_MS).unref();
  }

  /** Stores all of what `create` makes and queues it, or does neither with any. */
  async submit<T extends Pick<JobRecord, 'id' | 'priority'>>(
    kind: JobKind,
    create: (tx: Transaction) => Promise<T[]>,
  ): Promise<T[]> {
    return this.#store.transaction(async (tx) => {
      const jobs = await create(tx);
      for (const { id, priority } of jobs) {
        await this.#send({ kind, id }, { db: fromPrisma(tx), priority: placeOf(priority) });
      }
      return jobs;
    });
  }

  /** Tells whoever watches a job, and its worker, that it has ended. */
  async tellEnd(id: string, step: number): Promise<void> {
    const unknown = { loss: null, accuracy: null, examplesPerSecond: null, secondsLeft: null };
    await this.#events.publish({ runId: id, step, ended: true, ...unknown });
  }

  /**
   * Hands one job at a time to the handler, until `stop`: the highest priority first, then the oldest.
   * One whose handler throws, or whose process dies, is handed out again; `Jobs.begin` says how often.
   */
  async work(handler: JobHandler): Promise<void> {
    await this.#boss.work<JobReference>(QUEUE, workOptions, async ([job]) => {
      if (job !== undefined) await this.#handle(job, handler);
    });
  }

  /** Asks the handler to stop, and waits for it; after the timeout its job goes to another worker. */
  async stop({ timeoutMs }: { timeoutMs: number }): Promise<void> {
    clearInterval(this.#sweeps);
    this.#stopping.abort('STOPPING' satisfies AbortReason);
    await this.#boss.stop({ graceful: true, timeout: timeoutMs });
  }

  /** Queues everything that has not ended and is not queued, as after the database was restored. */
  async sweep(): Promise<void> {
    for (const kind of jobKinds) {
      // In this order a job that ends meanwhile is queued once too often, which does no harm.
      const unfinished = await this.#store.jobs(kind).unfinished();
      if (unfinished.length === 0) continue;
      const queued = await this.#queued();
      for (const { id, priority } of unfinished) {
        if (!queued.has(id)) await this.#send({ kind, id }, { priority: placeOf(priority) });
      }
    }
  }

  /** The ids of all that waits or is worked on. */
  async #queued(): Promise<Set<string>> {
    const { rows }: { rows: { id: string }[] } = await this.#boss
      .getDb()
      .executeSql(
        `SELECT singleton_key AS id FROM pgboss.job WHERE name = $1 AND state < 'completed'`,
        [QUEUE],
      );
    return new Set(rows.map(({ id }) => id));
  }

  async #sweepOrWarn(): Promise<void> {
    try {
      await this.sweep();
    } catch (error) {
      this.#warn(error, 'jobs that are not queued could not be looked for');
    }
  }

  /** Does nothing where the job is queued already. */
  async #send(job: JobReference, options: Parameters<PgBoss['send']>[2]): Promise<void> {
    await this.#boss.send(QUEUE, job, { singletonKey: job.id, ...options });
  }

  async #handle(job: Job<JobReference>, handler: JobHandler): Promise<void> {
    const reference = job.data;
    const abort = new AbortController();
    job.signal.addEventListener('abort', () => abort.abort('CLAIM_LOST' satisfies AbortReason));
    const messages = this.#events.subscribe(reference.id);
    const watching = this.#abortWhenEnded(reference, messages, abort);
    try {
      const signal = AbortSignal.any([abort.signal, this.#stopping.signal]);
      const outcome = await handler(reference, signal);
      if (outcome === 'requeue') await this.#requeue(job);
    } finally {
      await messages.return?.();
      await watching;
    }
  }

  async #abortWhenEnded(
    job: JobReference,
    messages: AsyncIterable<RunEventMessage>,
    abort: AbortController,
  ): Promise<void> {
    for await (const message of messages) {
      const ended = message.kind === 'refetch' ? await this.#hasEnded(job) : message.ended;
      if (ended) abort.abort('JOB_ENDED' satisfies AbortReason);
    }
  }

  /** False, too, where Postgres does not say: the next message asks again. */
  async #hasEnded({ kind, id }: JobReference): Promise<boolean> {
    try {
      const job = await this.#store.jobs(kind).find(id);
      return job === null || job.finishedAt !== null;
    } catch {
      return false;
    }
  }

  /** A new one in place of this one, ahead of those of its priority that no worker has had yet. */
  async #requeue(job: Job<JobReference>): Promise<void> {
    const startAfter = this.#stopping.signal.aborted ? 0 : REQUEUE_DELAY_SECONDS;
    const { kind, id } = job.data;
    const { priority = 0 } = (await this.#store.jobs(kind).find(id)) ?? {};
    await this.#store.transaction(async (tx: Transaction) => {
      const db = fromPrisma(tx);
      await this.#boss.complete(QUEUE, job, null, { db });
      await this.#send(job.data, { db, startAfter, priority: placeOf(priority) + 1 });
    });
  }
}

/** The queue's own priority of jobs that no worker has had yet. */
function placeOf(priority: number): number {
  return 2 * priority;
}
