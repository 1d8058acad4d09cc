import { GatescopeError } from './errors.ts';
import { checkAddress } from './http/listening.ts';
import { startEmbeddedPostgres } from './postgres/embeddedPostgres.ts';
import { printFirstSteps } from './programs/firstSteps.ts';
import { runProgram } from './programs/runProgram.ts';
import { SupervisedProgram } from './programs/supervisedProgram.ts';

/** Everything on one machine: Postgres unless DATABASE_URL names one, a server and a worker. */
await runProgram('main', async (config, logger) => {
  const { dataFolder, cacheFolder } = config;
  await checkAddress(config.port, config.host);
  const postgres =
    config.databaseUrl === null
      ? await startEmbeddedPostgres({ dataFolder, cacheFolder, logger })
      : null;
  if (postgres?.owned === false) {
    throw new GatescopeError('ALREADY_RUNNING', `Gatescope already runs from ${dataFolder}`);
  }
  const databaseUrl = postgres?.databaseUrl ?? config.databaseUrl ?? '';
  const environment = { NODE_ENV: 'production', ...process.env, DATABASE_URL: databaseUrl };
  const server = new SupervisedProgram('server', environment, logger);
  const worker = new SupervisedProgram('worker', environment, logger);
  const stop = async () => {
    await worker.stop();
    await server.stop();
    await postgres?.stop();
  };

  try {
    const [address] = await Promise.all([server.start(), worker.start()]);
    await printFirstSteps(address ?? '', databaseUrl).catch((error: unknown) => {
      logger.warn({ err: error }, 'the first steps could not be shown');
    });
  } catch (error) {
    await stop();
    throw error;
  }
  return { stop };
});
