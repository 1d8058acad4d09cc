import { DatasetCatalog } from './data/datasetCatalog.ts';
import { mnistFolder } from './data/mnist.ts';
import { createEngineSource } from './engines/engineSource.ts';
import { createApp } from './http/app.ts';
import { addressOf } from './http/listening.ts';
import { Inspector } from './inspection/inspector.ts';
import { RunEvents } from './jobs/runEvents.ts';
import { openTrainingQueue } from './jobs/trainingQueue.ts';
import { migrateWhenReady } from './programs/migrateWhenReady.ts';
import { requiredDatabaseUrl } from './programs/requiredDatabaseUrl.ts';
import { runProgram } from './programs/runProgram.ts';
import { openStore } from './store/store.ts';

const QUEUE_PATIENCE_MS = 2_000;

/** Answers the API. It trains nothing: it looks into models, and hands runs to the workers. */
await runProgram('server', async (config, logger) => {
  const databaseUrl = requiredDatabaseUrl(config);
  await migrateWhenReady(databaseUrl, logger);
  const store = await openStore(databaseUrl);
  const events = new RunEvents(databaseUrl, logger);
  const queue = await openTrainingQueue({ databaseUrl, store, events, logger });
  const engines = createEngineSource(config);
  const catalog = new DatasetCatalog({
    mnist: mnistFolder(),
    userDatasets: config.datasetsFolder,
  });

  const inspector = new Inspector(engines);
  const services = { store, queue, events, catalog, inspector };
  const app = await createApp({ services, origins: config.origins, logger });
  const port = await app.listen(config.port, config.host);
  return {
    address: addressOf(config.host, port),
    async stop() {
      await app.close();
      await queue.stop({ timeoutMs: QUEUE_PATIENCE_MS });
      await Promise.all([events.close(), engines.close(), store.close()]);
    },
  };
});
