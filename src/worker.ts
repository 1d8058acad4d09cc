import { openServices } from './programs/openServices.ts';
import { runProgram } from './programs/runProgram.ts';
import { trainRun } from './work/trainRun.ts';

/** A step and a checkpoint take far less; the supervisor waits a little longer than this. */
const STOP_PATIENCE_MS = 15_000;

/** Trains the runs in the queue, one at a time. */
await runProgram('worker', async (config, logger) => {
  const services = await openServices(config, logger);
  await services.queue.work((runId, signal) => trainRun({ ...services, logger }, runId, signal));
  return { stop: () => services.close(STOP_PATIENCE_MS) };
});
