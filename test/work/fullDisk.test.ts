import { execFileSync } from 'node:child_process';
import { chownSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

import { migrate } from '../../src/postgres/migrate.ts';
import { startCluster } from '../../src/postgres/startCluster.ts';
import type { RunRecord } from '../../src/store/records.ts';
import { testCluster } from '../postgres/testCluster.ts';
import { withClient } from '../postgres/withClient.ts';
import { openTrainingWorker, trainRun, type TrainingWorker } from './trainingWorker.ts';

// Only root may make a disk that is small enough to be filled.
const isRoot = process.getuid?.() === 0;
const never = new AbortController().signal;
const patience = { timeout: 45_000, interval: 50 };

describe.skipIf(!isRoot)('a worker whose Postgres has no room for what it stores', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gatescope-full-'));
  const disk = join(folder, 'disk');
  const ballast = join(disk, 'ballast');
  const cluster = testCluster(folder);
  let worker: TrainingWorker;

  // The blobs alone lie on the small disk: Postgres itself goes on.
  beforeAll(async () => {
    mkdirSync(disk);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', disk]);
    await startCluster(cluster, { fsync: 'off' });
    await migrate(cluster.url('postgres'));
    const blobs = join(disk, 'blobs');
    mkdirSync(blobs, { mode: 0o700 });
    const { uid, gid } = statSync(join(folder, 'postgres', 'cluster', 'data'));
    chownSync(blobs, uid, gid);
    await withClient(cluster.url('postgres'), async (client) => {
      await client.query(`CREATE TABLESPACE small LOCATION '${blobs}'`);
      await client.query('ALTER TABLE "Checkpoint" SET TABLESPACE small');
    });
    worker = await openTrainingWorker(cluster.url('postgres'));
  });
  afterAll(async () => {
    await worker.close();
    await cluster.stop();
    execFileSync('umount', [disk]);
    rmSync(folder, { recursive: true });
  });

  test('waits, says why, can be read meanwhile, and goes on when there is room again', async () => {
    const { store, services } = worker;
    const undisturbed = await worker.submit({});
    await trainRun(services, undisturbed.id, never);

    fill();
    const run = await worker.submit({});
    const training = trainRun(services, run.id, never);
    const waitingReason = 'The disk of Postgres is full';
    await reaches(run, { status: 'RUNNING', waitingReason });
    expect((await store.runs.list({ first: 1, after: null, filter: {} })).items[0]?.id).toBe(
      run.id,
    );
    rmSync(ballast);
    expect(await training).toBe('done');

    const after = await store.runs.find(run.id);
    const untroubled = { status: 'SUCCEEDED', attempt: 1, waitingReason: null };
    expect(after).toMatchObject(untroubled);
    expect(await weightsOf(run)).toEqual(await weightsOf(undisturbed));
  });

  test('gives the run back when it is to end meanwhile, and that is no try', async () => {
    fill();
    const run = await worker.submit({});
    const stop = new AbortController();
    const training = trainRun(worker.services, run.id, stop.signal);
    const waitingReason = 'The disk of Postgres is full';
    await reaches(run, { waitingReason });
    stop.abort('STOPPING');
    expect(await training).toBe('requeue');
    const back = { status: 'QUEUED', waitingReason, tries: 0 };
    expect(await worker.store.runs.find(run.id)).toMatchObject(back);
    rmSync(ballast);
  });

  /** Fills what the checkpoints' table might still use as well. */
  function fill(): void {
    expect(() => writeFileSync(ballast, Buffer.alloc(16 << 20))).toThrow('ENOSPC');
  }

  function reaches(run: RunRecord, state: Partial<RunRecord>): Promise<void> {
    return vi.waitFor(
      async () => expect(await worker.store.runs.find(run.id)).toMatchObject(state),
      patience,
    );
  }

  const weightsOf = async ({ id }: RunRecord) => (await worker.store.models.ofRun(id))?.weights;
});
