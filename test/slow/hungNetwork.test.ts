import { afterAll, expect, test, vi } from 'vitest';

import { openQueueProcess } from '../jobs/queueProcess.ts';
import { openTestDatabase } from '../postgres/testDatabase.ts';
import { HangingProxy } from '../store/hangingProxy.ts';
import { mayPass, openStore } from '../../src/store/store.ts';
import { sampleResult, sampleRun } from '../store/sampleRun.ts';
import { submitOne } from '../jobs/submitOne.ts';

const database = await openTestDatabase();
const proxy = await HangingProxy.start(database.url);
afterAll(async () => {
  await proxy.close();
  await database.drop();
});

const THIRTY_SECONDS = { timeout: 30_000, interval: 100 };

test('connections that hang without closing are given up, and all goes on within 30 s', async () => {
  const worker = await openQueueProcess(proxy.url);
  const direct = await openStore(database.url);
  const attempts: number[] = [];
  let hangs = () => {};
  const hung = new Promise<void>((resolve) => (hangs = resolve));
  await worker.jobs.work(async ({ id }) => {
    const run = await worker.store.runs.beginAttempt(id);
    if (run === null) return 'done';
    attempts.push(run.attempt);
    await hung;
    for (;;) {
      try {
        await worker.store.attempt(id, run.attempt).succeed(sampleResult());
        return 'done';
      } catch (error) {
        if (!mayPass(error)) return 'done';
      }
    }
  });
  const run = await submitOne(worker.queue, sampleRun());
  await vi.waitFor(() => expect(attempts).toEqual([1]), THIRTY_SECONDS);
  const watched = worker.events.subscribe(run.id);
  expect((await watched.next()).value).toEqual({ kind: 'refetch' });

  proxy.hang();
  hangs();
  await expect(worker.store.ping()).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
  proxy.recover();
  await vi.waitFor(async () => {
    expect(await direct.runs.find(run.id)).toMatchObject({ status: 'SUCCEEDED' });
  }, THIRTY_SECONDS);
  await direct.close();
  await worker.close();
});
