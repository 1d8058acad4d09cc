import { afterAll, expect, test } from 'vitest';

import type { Attempt } from '../../src/store/attempt.ts';
import { openStore } from '../../src/store/store.ts';
import { openTestDatabase } from '../postgres/testDatabase.ts';
import { sampleCheckpoint, sampleResult, sampleRun } from './sampleRun.ts';

const database = await openTestDatabase();
const store = await openStore(database.url);
const { snapshots } = store;
afterAll(async () => {
  await store.close();
  await database.drop();
});

async function begin(): Promise<Attempt> {
  const { id } = await store.runs.create(sampleRun());
  const run = await store.runs.beginAttempt(id);
  return store.attempt(id, run?.attempt ?? 0);
}

function keep(attempt: Attempt, step: number, parameters = Float32Array.of(step, 0.1, -1e-30)) {
  return attempt.record({ step, curvePoints: [], snapshot: { step, parameters } });
}

test('snapshots come in the order of steps, with their weights to the bit', async () => {
  const attempt = await begin();
  for (const step of [0, 1000, 200]) await keep(attempt, step);
  expect(await snapshots.steps(attempt.runId)).toEqual([0, 200, 1000]);
  expect(await snapshots.parameters(attempt.runId, 200)).toEqual(Float32Array.of(200, 0.1, -1e-30));
});

test('each run has its own', async () => {
  const [one, other] = [await begin(), await begin()];
  await keep(one, 0, Float32Array.of(1));
  await keep(other, 0, Float32Array.of(2));
  expect(await snapshots.parameters(one.runId, 0)).toEqual(Float32Array.of(1));
});

test('a step without a snapshot, and a run without any', async () => {
  const { runId } = await begin();
  expect(await snapshots.steps(runId)).toEqual([]);
  expect(await snapshots.parameters(runId, 0)).toBeNull();
});

test('one that is there already is written over', async () => {
  const attempt = await begin();
  await keep(attempt, 100, Float32Array.of(1, 2));
  await keep(attempt, 100, Float32Array.of(3, 4));
  expect(await snapshots.steps(attempt.runId)).toEqual([100]);
  expect(await snapshots.parameters(attempt.runId, 100)).toEqual(Float32Array.of(3, 4));
});

test('an attempt that no longer has the run writes none', async () => {
  const older = await begin();
  await keep(older, 0);
  await store.runs.beginAttempt(older.runId);
  await expect(keep(older, 100)).rejects.toMatchObject({ code: 'ATTEMPT_SUPERSEDED' });
  expect(await snapshots.steps(older.runId)).toEqual([0]);
});

test('numbers that are not finite are refused with all that came with them', async () => {
  const attempt = await begin();
  await expect(
    attempt.record({
      step: 1,
      curvePoints: [{ split: 'TEST', step: 1, crossEntropy: 0.5, accuracy: 0.9 }],
      snapshot: { step: 1, parameters: Float32Array.of(0, NaN) },
    }),
  ).rejects.toThrow('snapshot.parameters[1]: expected a finite number');
  expect(await store.curvePoints.list(attempt.runId, 'TEST', 100)).toEqual([]);
});

test('all stay when the run ends, and when its model is deleted', async () => {
  const [succeeded, failed, canceled] = [await begin(), await begin(), await begin()];
  for (const attempt of [succeeded, failed, canceled]) {
    for (const step of [0, 100, 200]) {
      const snapshot = { step, parameters: Float32Array.of(step) };
      const checkpoint = sampleCheckpoint(step);
      await attempt.record({ step, curvePoints: [], checkpoint, snapshot });
    }
  }
  const { slug } = await succeeded.succeed(sampleResult());
  await store.models.delete(slug);
  await failed.fail({ code: 'INTERNAL', message: 'broken' });
  await store.runs.cancel(canceled.runId);
  for (const { runId } of [succeeded, failed, canceled]) {
    expect(await snapshots.steps(runId)).toEqual([0, 100, 200]);
  }
});

test('none outlives its run', async () => {
  const attempt = await begin();
  await keep(attempt, 0);
  await store.transaction((tx) => tx.run.delete({ where: { id: attempt.runId } }));
  expect(await snapshots.steps(attempt.runId)).toEqual([]);
});
