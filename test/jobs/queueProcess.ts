import { RunEvents } from '../../src/jobs/runEvents.ts';
import type { JobQueue } from '../../src/jobs/jobQueue.ts';
import { openJobQueue } from '../../src/jobs/openJobQueue.ts';
import { TrainingQueue } from '../../src/jobs/trainingQueue.ts';
import { createLogger } from '../../src/logger.ts';
import { openStore, type Store } from '../../src/store/store.ts';

/** What a server or a worker opens at its start, with its end. */
export interface QueueProcess {
  store: Store;
  events: RunEvents;
  jobs: JobQueue;
  queue: TrainingQueue;
  close(): Promise<void>;
}

export async function openQueueProcess(databaseUrl: string): Promise<QueueProcess> {
  const logger = createLogger('test', 'silent');
  const store = await openStore(databaseUrl);
  const events = new RunEvents(databaseUrl, logger);
  const jobs = await openJobQueue({ databaseUrl, store, events, logger });
  return {
    store,
    events,
    jobs,
    queue: new TrainingQueue(jobs, store),
    close: async () => {
      await jobs.stop({ timeoutMs: 5_000 });
      await events.close();
      await store.close();
    },
  };
}
