import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, expect, test } from 'vitest';

import { startCluster } from '../../src/postgres/startCluster.ts';
import { openStore } from '../../src/store/store.ts';
import { testCluster } from '../postgres/testCluster.ts';

// A server of its own, since it is stopped.
const folder = mkdtempSync(join(tmpdir(), 'gatescope-stopped-'));
const cluster = testCluster(folder);
await startCluster(cluster, {});
afterAll(async () => {
  await cluster.stop();
  rmSync(folder, { recursive: true });
});

test('a Postgres that accepts connections and says nothing fails a probe within seconds', async () => {
  const store = await openStore(cluster.url('postgres'));
  const file = join(folder, 'postgres', 'cluster', 'data', 'postmaster.pid');
  const postmaster = Number.parseInt(readFileSync(file, 'utf8'), 10);
  process.kill(postmaster, 'SIGSTOP');
  try {
    const began = performance.now();
    await expect(store.probe()).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
    expect(performance.now() - began).toBeLessThan(6_000);
  } finally {
    process.kill(postmaster, 'SIGCONT');
  }
  await store.probe();
  await store.close();
});
