import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, expect, test, vi } from 'vitest';

import { startCluster } from '../../src/postgres/startCluster.ts';
import { openStore } from '../../src/store/store.ts';
import { testCluster } from '../postgres/testCluster.ts';

// A server of its own, since it is stopped.
const folder = mkdtempSync(join(tmpdir(), 'gatescope-outage-'));
const cluster = testCluster(folder);
await startCluster(cluster, {});
afterAll(async () => {
  await cluster.stop();
  rmSync(folder, { recursive: true });
});

test('that Postgres is lost is told once, and so that it is back, however many ask', async () => {
  const told: string[] = [];
  const store = await openStore(cluster.url('postgres'), {
    lost: (cause) => told.push(cause instanceof Error ? 'lost' : 'lost without a cause'),
    back: () => told.push('back'),
  });
  const write = () => store.transaction((tx) => tx.$executeRaw`SELECT 1`);
  await Promise.all([store.ping(), write()]);
  expect(told).toEqual([]);

  await cluster.stop();
  const asked = await Promise.allSettled([store.ping(), store.ping(), write(), write()]);
  for (const answer of asked) {
    expect(answer).toMatchObject({ reason: { code: 'DATABASE_UNAVAILABLE' } });
  }
  expect(told).toEqual(['lost']);

  await startCluster(cluster, {});
  await vi.waitFor(() => store.ping(), { timeout: 30_000, interval: 100 });
  await Promise.all([store.ping(), write()]);
  expect(told).toEqual(['lost', 'back']);
  await store.close();
});
