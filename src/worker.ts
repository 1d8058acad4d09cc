import { DatasetCatalog } from './data/datasetCatalog.ts';
import { mnistFolder } from './data/mnist.ts';
import { createEngineSource } from './engines/engineSource.ts';
import { RunEvents } from './jobs/runEvents.ts';
import { openTrainingQueue } from './jobs/trainingQueue.ts';
import { migrateWhenReady } from './programs/migrateWhenReady.ts';
import { requiredDatabaseUrl } from './programs/requiredDatabaseUrl.ts';
import { runProgram } from './programs/runProgram.ts';
import { openStore } from './store/store.ts';
import { trainRun } from './work/trainRun.ts';

/** A step and a checkpoint take far less; the supervisor waits a little longer than this. */
const STOP_PATIENCE_MS = 15_000;

/** Trains the runs in the queue, one at a time. */
await runProgram('worker', async (config, logger) => {
  const databaseUrl = requiredDatabaseUrl(config);
  await migrateWhenReady(databaseUrl, logger);
  const store = await openStore(databaseUrl);
  const events = new RunEvents(databaseUrl, logger);
  const queue = await openTrainingQueue({ databaseUrl, store, events, logger });
  const engines = createEngineSource(config);
  const datasets = new DatasetCatalog({
    mnist: mnistFolder(),
    userDatasets: config.datasetsFolder,
  });

  const services = { store, events, datasets, engines, logger };
  await queue.work((runId, signal) => trainRun(services, runId, signal));
  return {
    async stop() {
      await queue.stop({ timeoutMs: STOP_PATIENCE_MS });
      await Promise.all([events.close(), engines.close(), store.close()]);
    },
  };
});
