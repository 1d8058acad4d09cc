import { fromPrisma, type Job, PgBoss } from 'pg-boss';

import { GatescopeError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { NewRun, RunRecord } from '../store/records.ts';
import type { Store, Transaction } from '../store/store.ts';
import { RepeatedWarnings } from './repeatedWarnings.ts';
import type { RunEventMessage, RunEvents } from './runEvents.ts';

/** `done` when the run needs no worker any more, `requeue` when another one, or a later one, must. */
export type JobOutcome = 'done' | 'requeue';

/**
 * Why a handler's signal was aborted: the run has ended, canceled as a rule; this worker is to end; or
 * the job has gone to another worker, since this one was out of touch for too long.
 */
export type AbortReason = 'RUN_ENDED' | 'STOPPING' | 'CLAIM_LOST';

/** @param signal its reason is an `AbortReason` */
export type RunHandler = (runId: string, signal: AbortSignal) => Promise<JobOutcome>;

export interface TrainingQueueOptions {
  databaseUrl: string;
  store: Store;
  events: RunEvents;
  logger: Logger;
}

interface RunJob {
  runId: string;
}

const QUEUE = 'train';
const LOST_QUEUE = 'train-lost';

/** The queue's name for "at most one job a key that waits or is worked on"; the key is the run's id. */
const ONE_LIVE_JOB_A_RUN = 'exclusive';

const queueOptions = {
  notify: true,
  // Death shows in the heartbeat. The limit on time, a day at most, only starts a new attempt.
  heartbeatSeconds: 10,
  expireInSeconds: 24 * 60 * 60,
  retryLimit: 5,
  retryDelay: 0,
  retentionSeconds: 365 * 24 * 60 * 60,
  deadLetter: LOST_QUEUE,
};

const workOptions = {
  batchSize: 1,
  heartbeatRefreshSeconds: 4,
  pollingIntervalSeconds: 0.5,
  // Retries are not told by NOTIFY, so polling must find them.
  notifyPollingIntervalSeconds: 0.5,
};

/** A worker that cannot take a run leaves others this long to do so before it is offered again. */
const REQUEUE_DELAY_SECONDS = 5;
/** Ahead of runs that no worker has had yet. */
const REQUEUE_PRIORITY = 1;
const SWEEP_MS = 60_000;

/**
 * Opens the queue of training runs and makes sure that each run that has not ended has its job.
 *
 * @throws GatescopeError DATABASE_UNAVAILABLE
 */
export async function openTrainingQueue(options: TrainingQueueOptions): Promise<TrainingQueue> {
  const { databaseUrl, logger } = options;
  const boss = new PgBoss({
    connectionString: databaseUrl,
    application_name: 'gatescope jobs',
    max: 4,
    useListenNotify: true,
    schedule: false,
    superviseIntervalSeconds: 2,
    maintenanceIntervalSeconds: 2,
    monitorIntervalSeconds: 2,
  });
  const warnings = new RepeatedWarnings(logger);
  boss.on('error', (error) => warnings.warn(error, 'the job queue met an error'));
  boss.on('warning', (warning) => logger.warn(warning.data, warning.message));
  const queue = new TrainingQueue(boss, options);
  try {
    await boss.start();
    await boss.createQueue(LOST_QUEUE);
    await boss.createQueue(QUEUE, { ...queueOptions, policy: ONE_LIVE_JOB_A_RUN });
    await boss.updateQueue(QUEUE, queueOptions);
    await queue.sweep();
    return queue;
  } catch (cause) {
    await queue.stop({ timeoutMs: 0 }).catch(() => undefined);
    throw new GatescopeError('DATABASE_UNAVAILABLE', 'The job queue cannot be opened', { cause });
  }
}

/**
 * Runs on their way to workers. The job of a run says only that some worker must see to it; what the
 * run is and how far it has come stands in the store.
 */
export class TrainingQueue {
  readonly #boss: PgBoss;
  readonly #store: Store;
  readonly #events: RunEvents;
  readonly #logger: Logger;
  readonly #stopping = new AbortController();
  readonly #sweeps: NodeJS.Timeout;

  constructor(boss: PgBoss, { store, events, logger }: TrainingQueueOptions) {
    this.#boss = boss;
    this.#store = store;
    this.#events = events;
    this.#logger = logger;
    this.#sweeps = setInterval(() => void this.#sweepOrWarn(), SWEEP_MS).unref();
  }

  /**
   * Stores all of these runs and queues them, or does neither with any.
   *
   * @throws as `Runs.createAll`
   */
  async submit(newRuns: readonly NewRun[]): Promise<RunRecord[]> {
    return this.#store.transaction(async (tx) => {
      const runs = await this.#store.runs.createAll(newRuns, tx);
      for (const run of runs) await this.#send(run.id, { db: fromPrisma(tx) });
      return runs;
    });
  }

  /**
   * Ends a run that waits or is being trained; its worker stops within moments.
   *
   * @throws GatescopeError RUN_NOT_FOUND, RUN_FINISHED
   */
  async cancel(runId: string): Promise<RunRecord> {
    const run = await this.#store.runs.cancel(runId);
    await this.#tellEnd(run);
    return run;
  }

  /**
   * Hands one run at a time to the handler, until `stop`. A handler that throws, or whose process
   * dies, has the run handed out again, five times in all; then the run ends as WORKER_LOST.
   */
  async work(handler: RunHandler): Promise<void> {
    await this.#boss.work<RunJob>(QUEUE, workOptions, async ([job]) => {
      if (job !== undefined) await this.#handle(job, handler);
    });
    await this.#boss.work<RunJob>(LOST_QUEUE, async ([job]) => {
      if (job !== undefined) await this.#giveUp(job.data.runId);
    });
  }

  /** Asks the handler to stop, and waits for it; after the timeout its run goes to another worker. */
  async stop({ timeoutMs }: { timeoutMs: number }): Promise<void> {
    clearInterval(this.#sweeps);
    this.#stopping.abort('STOPPING' satisfies AbortReason);
    await this.#boss.stop({ graceful: true, timeout: timeoutMs });
  }

  /** Queues every run that has not ended and has no job, as after the database was restored. */
  async sweep(): Promise<void> {
    // In this order a run that ends meanwhile gets a job too many, which does no harm.
    const unfinished = await this.#store.runs.unfinished();
    if (unfinished.length === 0) return;
    const withJob = await this.#runsWithJob();
    for (const runId of unfinished) if (!withJob.has(runId)) await this.#send(runId, {});
  }

  /** Those with a job that waits or is worked on. */
  async #runsWithJob(): Promise<Set<string>> {
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
      this.#logger.warn({ err: error }, 'runs without a job could not be looked for');
    }
  }

  /** Does nothing where the run has a live job. */
  async #send(runId: string, options: Parameters<PgBoss['send']>[2]): Promise<void> {
    const job: RunJob = { runId };
    await this.#boss.send(QUEUE, job, { singletonKey: runId, ...options });
  }

  async #handle(job: Job<RunJob>, handler: RunHandler): Promise<void> {
    const { runId } = job.data;
    const abort = new AbortController();
    job.signal.addEventListener('abort', () => abort.abort('CLAIM_LOST' satisfies AbortReason));
    const messages = this.#events.subscribe(runId);
    const watching = this.#abortWhenEnded(runId, messages, abort);
    try {
      const signal = AbortSignal.any([abort.signal, this.#stopping.signal]);
      const outcome = await handler(runId, signal);
      if (outcome === 'requeue') await this.#requeue(job);
    } finally {
      await messages.return?.();
      await watching;
    }
  }

  async #abortWhenEnded(
    runId: string,
    messages: AsyncIterable<RunEventMessage>,
    abort: AbortController,
  ): Promise<void> {
    for await (const message of messages) {
      const ended = message.kind === 'refetch' ? await this.#hasEnded(runId) : message.ended;
      if (ended) abort.abort('RUN_ENDED' satisfies AbortReason);
    }
  }

  /** False, too, where Postgres does not say: the next message asks again. */
  async #hasEnded(runId: string): Promise<boolean> {
    try {
      const run = await this.#store.runs.find(runId);
      return run === null || run.finishedAt !== null;
    } catch {
      return false;
    }
  }

  /** A new job in place of this one, since a retry would count as a failure. */
  async #requeue(job: Job<RunJob>): Promise<void> {
    const startAfter = this.#stopping.signal.aborted ? 0 : REQUEUE_DELAY_SECONDS;
    await this.#store.transaction(async (tx: Transaction) => {
      const db = fromPrisma(tx);
      await this.#boss.complete(QUEUE, job, null, { db });
      await this.#send(job.data.runId, { db, startAfter, priority: REQUEUE_PRIORITY });
    });
  }

  async #giveUp(runId: string): Promise<void> {
    const run = await this.#store.runs.failLost(runId);
    if (run !== null) await this.#tellEnd(run);
  }

  async #tellEnd(run: RunRecord): Promise<void> {
    const unknown = { loss: null, accuracy: null, examplesPerSecond: null, secondsLeft: null };
    await this.#events.publish({ runId: run.id, step: run.step, ended: true, ...unknown });
  }
}
