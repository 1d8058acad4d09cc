import { openServices } from './programs/openServices.ts';
import { runProgram } from './programs/runProgram.ts';
import { jobHandler } from './work/doJob.ts';
import { trainingWork } from './work/trainRun.ts';

/** A step and a checkpoint take far less; the supervisor waits a little longer than this. */
const STOP_PATIENCE_MS = 15_000;

/** Does the jobs in the queue, one at a time. */
await runProgram('worker', async (config, logger) => {
  const services = await openServices(config, logger);
  const { store, jobs: queue } = services;
  const works = { run: trainingWork({ ...services, logger }) };
  await queue.work(jobHandler({ store, queue, logger }, works));
  return { stop: () => services.close(STOP_PATIENCE_MS) };
});
