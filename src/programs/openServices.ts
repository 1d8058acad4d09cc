import type { Config } from '../config.ts';
import { DatasetCatalog } from '../data/datasetCatalog.ts';
import { mnistFolder } from '../data/mnist.ts';
import type { EngineSource } from '../engines/engine.ts';
import { createEngineSource } from '../engines/engineSource.ts';
import { RunEvents } from '../jobs/runEvents.ts';
import type { JobQueue } from '../jobs/jobQueue.ts';
import { openJobQueue } from '../jobs/openJobQueue.ts';
import { TrainingQueue } from '../jobs/trainingQueue.ts';
import type { Logger } from '../logger.ts';
import { openStore, type Store } from '../store/store.ts';
import { migrateWhenReady } from './migrateWhenReady.ts';
import { requiredDatabaseUrl } from './requiredDatabaseUrl.ts';

/** What server and worker both stand on. */
export interface OpenServices {
  store: Store;
  events: RunEvents;
  jobs: JobQueue;
  queue: TrainingQueue;
  catalog: DatasetCatalog;
  engines: EngineSource;
  /** @param timeoutMs how long a handler of the queue may take to stop */
  close(timeoutMs: number): Promise<void>;
}

/**
 * Waits for the database, brings it to the present schema, and opens everything on it.
 *
 * @throws GatescopeError INVALID_CONFIGURATION, DATABASE_UNAVAILABLE, MIGRATION_FAILED
 */
export async function openServices(config: Config, logger: Logger): Promise<OpenServices> {
  const databaseUrl = requiredDatabaseUrl(config);
  await migrateWhenReady(databaseUrl, logger);
  const store = await openStore(databaseUrl, {
    lost: (err) => logger.error({ err }, 'Postgres cannot be reached'),
    back: () => logger.info('Postgres answers again'),
  });
  const events = new RunEvents(databaseUrl, logger);
  const jobs = await openJobQueue({ databaseUrl, store, events, logger });
  const queue = new TrainingQueue(jobs, store);
  const engines = createEngineSource(config);
  const catalog = new DatasetCatalog({
    mnist: mnistFolder(),
    userDatasets: config.datasetsFolder,
    warn: ({ name, warnings }) => logger.warn({ dataset: name, warnings }, 'a data set to look at'),
  });
  return {
    ...{ store, events, jobs, queue, catalog, engines },
    async close(timeoutMs) {
      await jobs.stop({ timeoutMs });
      await Promise.all([events.close(), engines.close(), store.close()]);
    },
  };
}
