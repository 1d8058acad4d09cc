import { fileURLToPath } from 'node:url';

import { engineLack } from './engines/engineLack.ts';
import { createApp } from './http/app.ts';
import { addressOf } from './http/listening.ts';
import { Inspector } from './inspection/inspector.ts';
import { listenForModelChanges } from './jobs/modelChanges.ts';
import { loadZoo } from './programs/loadZoo.ts';
import { openServices } from './programs/openServices.ts';
import { requiredDatabaseUrl } from './programs/requiredDatabaseUrl.ts';
import { runProgram } from './programs/runProgram.ts';

const QUEUE_PATIENCE_MS = 2_000;
/** The same seen from src/ and from dist/. */
const DASHBOARD = fileURLToPath(new URL('../dist/web', import.meta.url));

/** Answers the API. It trains nothing: it looks into models, and hands runs to the workers. */
await runProgram('server', async (config, logger) => {
  const open = await openServices(config, logger);
  await loadZoo(open.store, logger);
  const changes = listenForModelChanges(
    requiredDatabaseUrl(config),
    open.store.models.known,
    logger,
  );
  const services = { ...open, inspector: new Inspector(open.engines), engineLack };
  const dashboard = { folder: DASHBOARD, embedders: config.embedders };
  const app = await createApp({ services, origins: config.origins, dashboard, logger });
  const port = await app.listen(config.port, config.host);
  return {
    address: addressOf(config.host, port),
    async stop() {
      await app.close();
      await changes.close();
      await open.close(QUEUE_PATIENCE_MS);
    },
  };
});
