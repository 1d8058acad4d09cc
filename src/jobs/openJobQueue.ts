import { PgBoss } from 'pg-boss';

import { GatescopeError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { SILENCE_MS, type Store } from '../store/store.ts';
import { JobQueue, QUEUE } from './jobQueue.ts';
import { RepeatedWarnings } from './repeatedWarnings.ts';
import type { RunEvents } from './runEvents.ts';

export interface JobQueueOptions {
  databaseUrl: string;
  store: Store;
  events: RunEvents;
  logger: Logger;
}

/** The queue's name for "at most one a key that waits or is worked on"; the key is the job's id. */
const ONE_LIVE_A_JOB = 'exclusive';

const queueOptions = {
  notify: true,
  // Death shows in the heartbeat. The limit on time, a day at most, only starts a new attempt.
  heartbeatSeconds: 10,
  expireInSeconds: 24 * 60 * 60,
  // `Jobs.begin` counts the tries, as only those in vain count.
  retryLimit: 1_000_000,
  retryDelay: 1,
  retentionSeconds: 365 * 24 * 60 * 60,
};

/**
 * Opens the queue and makes sure that each job that has not ended is in it.
 *
 * @throws GatescopeError DATABASE_UNAVAILABLE
 */
export async function openJobQueue(options: JobQueueOptions): Promise<JobQueue> {
  const { databaseUrl, store, events, logger } = options;
  // The last two are the driver's: a connection may be dead without having been closed.
  const connection = {
    connectionString: databaseUrl,
    application_name: 'gatescope jobs',
    max: 4,
    keepAlive: true,
    query_timeout: SILENCE_MS,
  };
  const boss = new PgBoss({
    ...connection,
    useListenNotify: true,
    schedule: false,
    superviseIntervalSeconds: 2,
    maintenanceIntervalSeconds: 2,
    monitorIntervalSeconds: 2,
  });
  const warnings = new RepeatedWarnings(logger);
  boss.on('error', (error) => warnings.warn(error, 'the job queue met an error'));
  boss.on('warning', (warning) => logger.warn(warning.data, warning.message));
  const warn = (error: unknown, message: string) => warnings.warn(error, message);
  const queue = new JobQueue(boss, store, events, warn);
  try {
    await boss.start();
    await boss.createQueue(QUEUE, { ...queueOptions, policy: ONE_LIVE_A_JOB });
    await boss.updateQueue(QUEUE, queueOptions);
    await queue.sweep();
    return queue;
  } catch (cause) {
    await queue.stop({ timeoutMs: 0 }).catch(() => undefined);
    throw new GatescopeError('DATABASE_UNAVAILABLE', 'The job queue cannot be opened', { cause });
  }
}
