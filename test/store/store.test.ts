import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, expect, test, vi } from 'vitest';

import { migrate } from '../../src/postgres/migrate.ts';
import { startCluster } from '../../src/postgres/startCluster.ts';
import { openStore } from '../../src/store/store.ts';
import { testCluster } from '../postgres/testCluster.ts';
import { sampleRun } from './sampleRun.ts';

// A server of its own, since it is stopped and started.
const folder = mkdtempSync(join(tmpdir(), 'gatescope-store-'));
const cluster = testCluster(folder);
await startCluster(cluster, {});
const url = cluster.url('postgres');
await migrate(url);
afterAll(async () => {
  await cluster.stop();
  rmSync(folder, { recursive: true });
});

const unavailable = { code: 'DATABASE_UNAVAILABLE' };

test('while Postgres is away every call says so, and all is well when it is back', async () => {
  const store = await openStore(url);
  const run = await store.runs.create(sampleRun());
  await store.runs.beginAttempt(run.id);

  await cluster.stop();
  await expect(store.ping()).rejects.toMatchObject(unavailable);
  await expect(store.runs.find(run.id)).rejects.toMatchObject(unavailable);
  await expect(store.runs.create(sampleRun())).rejects.toMatchObject(unavailable);
  await expect(store.attempt(run.id, 1).progress(1)).rejects.toMatchObject(unavailable);
  await expect(openStore(url)).rejects.toMatchObject(unavailable);

  await startCluster(cluster, {});
  await vi.waitFor(() => store.ping(), { timeout: 10_000 });
  await store.attempt(run.id, 1).progress(1);
  expect(await store.runs.find(run.id)).toMatchObject({ step: 1 });
  await store.close();
});

test('a connection that is cut in the middle of a transaction stores nothing of it', async () => {
  const store = await openStore(url);
  const cut = store.transaction(async (tx) => {
    await store.runs.create(sampleRun({ architecture: 'cut-off' }), tx);
    await tx.$executeRaw`SELECT pg_terminate_backend(pg_backend_pid())`;
  });
  await expect(cut).rejects.toMatchObject(unavailable);
  const filter = { architecture: 'cut-off' };
  expect(await store.runs.list({ first: 1, after: null, filter })).toMatchObject({ totalCount: 0 });
  await store.close();
});
