import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, expect, test, vi } from 'vitest';

import { migrate } from '../../src/postgres/migrate.ts';
import { startCluster } from '../../src/postgres/startCluster.ts';
import type { RunRecord, RunStatus } from '../../src/store/records.ts';
import { testCluster } from '../postgres/testCluster.ts';
import { sampleResult, sampleRun } from '../store/sampleRun.ts';
import { submitOne } from './submitOne.ts';
import { openQueueProcess } from './queueProcess.ts';

// A server of its own, since it is killed.
const folder = mkdtempSync(join(tmpdir(), 'gatescope-restart-'));
const cluster = testCluster(folder);
await startCluster(cluster, {});
await migrate(cluster.url('postgres'));
afterAll(async () => {
  await cluster.stop();
  rmSync(folder, { recursive: true });
});

const patience = { timeout: 45_000, interval: 100 };

function killServer(): void {
  const file = join(folder, 'postgres', 'cluster', 'data', 'postmaster.pid');
  process.kill(Number.parseInt(readFileSync(file, 'utf8'), 10), 'SIGKILL');
}

test('server and worker go on by themselves when Postgres was killed and is back', async () => {
  const url = cluster.url('postgres');
  const server = await openQueueProcess(url);
  const worker = await openQueueProcess(url);
  const finish = new AbortController();
  await worker.jobs.work(async ({ id: runId }, signal) => {
    const run = await worker.store.runs.beginAttempt(runId);
    if (run === null) return 'done';
    while (!finish.signal.aborted && !signal.aborted) await new Promise(setImmediate);
    await worker.store.attempt(runId, run.attempt).succeed(sampleResult());
    return 'done';
  });
  const before = await submitOne(server.queue, sampleRun());
  await reaches(before, 'RUNNING');
  const messages = server.events.subscribe(before.id);
  expect((await messages.next()).value).toEqual({ kind: 'refetch' });

  killServer();
  await startCluster(cluster, {});
  expect((await messages.next()).value).toEqual({ kind: 'refetch' });
  await vi.waitFor(() => server.store.ping(), patience);
  const after = await submitOne(server.queue, sampleRun());
  finish.abort();
  for (const run of [before, after]) await reaches(run, 'SUCCEEDED');
  await Promise.all([worker.close(), server.close()]);

  function reaches(run: RunRecord, status: RunStatus): Promise<void> {
    return vi.waitFor(
      async () => expect(await server.store.runs.find(run.id)).toMatchObject({ status }),
      patience,
    );
  }
});

test('server and worker can be stopped while Postgres is away', async () => {
  const process = await openQueueProcess(cluster.url('postgres'));
  await process.jobs.work(() => Promise.resolve('done'));
  const messages = process.events.subscribe('run');
  expect((await messages.next()).value).toEqual({ kind: 'refetch' });
  await cluster.stop();
  await process.close();
  expect(await messages.next()).toEqual({ done: true, value: undefined });
});
