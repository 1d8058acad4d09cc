import { openQueueProcess } from './queueProcess.ts';

/**
 * A worker that takes one run, begins to train it and never ends: `doomedWorker.ts DATABASE_URL`. It
 * prints the number of its attempt once it has written a step, and why it was told to stop.
 */
const worker = await openQueueProcess(process.argv[2] ?? '');
await worker.jobs.work(async ({ id: runId }, signal) => {
  const run = await worker.store.runs.beginAttempt(runId);
  if (run === null) return 'done';
  await worker.store.attempt(runId, run.attempt).progress(100 * run.attempt);
  console.log(run.attempt);
  signal.addEventListener('abort', () => console.log(signal.reason));
  return new Promise(() => undefined);
});
