import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { openTestDatabase, type TestDatabase } from '../postgres/testDatabase.ts';
import { sampleResult, sampleRun } from '../store/sampleRun.ts';
import { submitOne } from './submitOne.ts';
import { openQueueProcess, type QueueProcess } from './queueProcess.ts';

let database: TestDatabase;
let server: QueueProcess;
let children: ChildProcess[];
beforeEach(async () => {
  database = await openTestDatabase();
  server = await openQueueProcess(database.url);
  children = [];
});
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  await server.close();
  await database.drop();
});

/** Starts a worker process; returns the number of its attempt once it trains. */
async function startDoomedWorker(): Promise<{ worker: ChildProcess; attempt: number }> {
  const worker = spawn(
    process.execPath,
    ['--import', 'tsx', join(import.meta.dirname, 'doomedWorker.ts'), database.url],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  children.push(worker);
  const [output] = (await once(worker.stdout, 'data')) as [Buffer];
  return { worker, attempt: Number(output.toString()) };
}

test('the run of a killed worker is taken up by another, and the dead one has no more say', async () => {
  const run = await submitOne(server.queue, sampleRun());
  const first = await startDoomedWorker();
  expect(first.attempt).toBe(1);
  first.worker.kill('SIGKILL');

  const second = await startDoomedWorker();
  expect(second.attempt).toBe(2);
  expect(await server.store.runs.find(run.id)).toMatchObject({ status: 'RUNNING', step: 200 });
  const stale = server.store.attempt(run.id, 1);
  await expect(stale.succeed(sampleResult())).rejects.toMatchObject({ code: 'ATTEMPT_SUPERSEDED' });
});

test('a worker that was out of touch while another got its run is told so', async () => {
  const run = await submitOne(server.queue, sampleRun());
  const { worker } = await startDoomedWorker();
  const { stdout } = worker;
  worker.kill('SIGSTOP');
  const told = new AbortController();
  await server.jobs.work(async ({ id: runId }) => {
    const taken = await server.store.runs.beginAttempt(runId);
    worker.kill('SIGCONT');
    await once(told.signal, 'abort');
    await server.store.attempt(runId, taken?.attempt ?? 0).succeed(sampleResult());
    return 'done';
  });
  expect(stdout && String(await once(stdout, 'data')).trim()).toBe('CLAIM_LOST');
  await expect(server.store.attempt(run.id, 1).progress(101)).rejects.toMatchObject({
    code: 'ATTEMPT_SUPERSEDED',
  });
  told.abort();
  await vi.waitFor(
    async () => {
      const found = await server.store.runs.find(run.id);
      expect(found).toMatchObject({ status: 'SUCCEEDED', attempt: 2 });
    },
    { timeout: 30_000, interval: 50 },
  );
});
