import { RunEvents } from '../../src/jobs/runEvents.ts';
import { openTrainingQueue, type TrainingQueue } from '../../src/jobs/trainingQueue.ts';
import { createLogger } from '../../src/logger.ts';
import { openStore, type Store } from '../../src/store/store.ts';

/** What a server or a worker opens at its start, with its end. */
export interface QueueProcess {
  store: Store;
  events: RunEvents;
  queue: TrainingQueue;
  close(): Promise<void>;
}

export async function openQueueProcess(databaseUrl: string): Promise<QueueProcess> {
  const logger = createLogger('test', 'silent');
  const store = await openStore(databaseUrl);
  const events = new RunEvents(databaseUrl, logger);
  const queue = await openTrainingQueue({ databaseUrl, store, events, logger });
  return {
    store,
    events,
    queue,
    close: async () => {
      await queue.stop({ timeoutMs: 5_000 });
      await events.close();
      await store.close();
    },
  };
}
