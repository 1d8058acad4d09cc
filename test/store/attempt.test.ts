import { afterAll, expect, test } from 'vitest';

import type { Attempt } from '../../src/store/attempt.ts';
import type { NewRun } from '../../src/store/records.ts';
import { openStore } from '../../src/store/store.ts';
import { openTestDatabase } from '../postgres/testDatabase.ts';
import { sampleCheckpoint, sampleResult, sampleRun } from './sampleRun.ts';

const database = await openTestDatabase();
const store = await openStore(database.url);
afterAll(async () => {
  await store.close();
  await database.drop();
});

async function begin(changes: Partial<NewRun> = {}): Promise<Attempt> {
  const { id } = await store.runs.create(sampleRun(changes));
  const run = await store.runs.beginAttempt(id);
  return store.attempt(id, run?.attempt ?? 0);
}

/** All that is stored of a run. */
async function stored(runId: string): Promise<unknown> {
  return {
    run: await store.runs.find(runId),
    train: await store.curvePoints.list(runId, 'TRAIN', 100),
    test: await store.curvePoints.list(runId, 'TEST', 100),
    checkpoint: await store.checkpoints.latest(runId),
    model: await store.models.ofRun(runId),
  };
}

test('a training is recorded step by step', async () => {
  const attempt = await begin();
  await attempt.started('tensorflow 2.21.0 cpu');
  await attempt.progress(7);
  expect(await store.runs.find(attempt.runId)).toMatchObject({
    engine: 'tensorflow 2.21.0 cpu',
    step: 7,
    startedAt: expect.any(Date) as Date,
  });
  const train = { split: 'TRAIN', step: 100, crossEntropy: 0.5, accuracy: null } as const;
  const points = [train, { ...train, split: 'TEST', accuracy: 0.9 } as const];
  await attempt.record({ step: 100, curvePoints: points, checkpoint: sampleCheckpoint(100) });
  await attempt.record({ step: 200, curvePoints: [{ ...train, step: 200 }] });

  expect(await store.runs.find(attempt.runId)).toMatchObject({ step: 200, status: 'RUNNING' });
  expect(await store.curvePoints.list(attempt.runId, 'TRAIN', 100)).toEqual([
    train,
    { ...train, step: 200 },
  ]);
  expect(await store.curvePoints.list(attempt.runId, 'TEST', 100)).toEqual([points[1]]);
  expect(await store.checkpoints.latest(attempt.runId)).toEqual(sampleCheckpoint(100));
});

test('the start of a run is that of its first attempt', async () => {
  const first = await begin();
  await first.started('first');
  const { startedAt } = (await store.runs.find(first.runId)) ?? {};
  await store.runs.beginAttempt(first.runId);
  await store.attempt(first.runId, 2).started('second');
  expect(await store.runs.find(first.runId)).toMatchObject({ startedAt, engine: 'second' });
});

test('an attempt that goes on from a checkpoint writes over the points that it measures again', async () => {
  const first = await begin();
  const point = { split: 'TEST', step: 100, crossEntropy: 0.5, accuracy: 0.9 } as const;
  await first.record({ step: 100, curvePoints: [point], checkpoint: sampleCheckpoint(100) });
  await store.runs.beginAttempt(first.runId);
  const second = store.attempt(first.runId, 2);
  const again = { ...point, crossEntropy: 0.25 };
  await second.record({ step: 100, curvePoints: [again], checkpoint: sampleCheckpoint(100) });
  expect(await store.curvePoints.list(first.runId, 'TEST', 100)).toEqual([again]);
});

test('of the checkpoints the newest are kept', async () => {
  const attempt = await begin();
  for (const step of [100, 200, 300]) {
    await attempt.record({ step, curvePoints: [], checkpoint: sampleCheckpoint(step) });
  }
  expect(await steps()).toEqual([200, 300]);
  await attempt.succeed(sampleResult());
  expect(await steps()).toEqual([300]);

  async function steps(): Promise<number[]> {
    return store.transaction(async (tx) => {
      const rows = await tx.checkpoint.findMany({
        where: { runId: attempt.runId },
        select: { step: true },
        orderBy: { step: 'asc' },
      });
      return rows.map((row) => row.step);
    });
  }
});

test('a checkpoint has the best evaluation so far, with its weights where they are to be kept', async () => {
  const attempt = await begin();
  const best = { step: 50, crossEntropy: 0.25, parameters: Float32Array.of(1e-30, 2, 3) };
  for (const [step, stored] of [
    [100, best],
    [200, { ...best, parameters: null }],
    [300, null],
  ] as const) {
    const checkpoint = { ...sampleCheckpoint(step), best: stored };
    await attempt.record({ step, curvePoints: [], checkpoint });
    expect(await store.checkpoints.latest(attempt.runId)).toEqual(checkpoint);
  }
});

test('a run may end before its last step, with the weights of a step before that', async () => {
  const attempt = await begin();
  await attempt.succeed(sampleResult({ step: 900, keptStep: 600 }));
  expect(await store.runs.find(attempt.runId)).toMatchObject({
    ...{ status: 'SUCCEEDED', step: 900, totalSteps: 2149, keptStep: 600 },
  });
});

test('success ends the run and makes its model, with the run’s name', async () => {
  const attempt = await begin({ name: 'my-model' });
  const result = sampleResult();
  const model = await attempt.succeed(result);
  expect(model).toMatchObject({
    slug: 'my-model',
    architecture: 'lstm-32',
    network: sampleRun().network,
    dataset: sampleRun().dataset,
    origin: 'RUN',
    runId: attempt.runId,
    parameterCount: 3,
    weights: { bytes: 3, sha256: result.weights.sha256 },
    evaluation: result.evaluation,
  });
  expect(await store.models.find('my-model')).toEqual(model);
  expect(await store.models.find(model.id)).toEqual(model);
  expect(await store.models.ofRun(attempt.runId)).toEqual(model);
  expect(await store.models.weights('my-model')).toEqual(result.weights.bytes);
  expect(await store.runs.find(attempt.runId)).toMatchObject({
    status: 'SUCCEEDED',
    step: 2149,
    evaluation: result.evaluation,
    finishedAt: expect.any(Date) as Date,
  });
});

test('a model without a name, or whose name is gone, gets one from architecture and run', async () => {
  const nameless = await begin();
  const end = nameless.runId.slice(-8);
  expect(await nameless.succeed(sampleResult())).toMatchObject({ slug: `lstm-32-${end}` });

  const late = await begin({ name: 'contested' });
  await store.transaction((tx) =>
    tx.model.updateMany({ where: { runId: nameless.runId }, data: { slug: 'contested' } }),
  );
  expect(await late.succeed(sampleResult())).toMatchObject({
    slug: `lstm-32-${late.runId.slice(-8)}`,
  });
});

test('failure ends the run with its error', async () => {
  const attempt = await begin();
  await attempt.progress(17);
  await attempt.fail({ code: 'TRAINING_DIVERGED', message: 'The loss at step 17 is NaN' });
  expect(await store.runs.find(attempt.runId)).toMatchObject({
    status: 'FAILED',
    step: 17,
    error: { code: 'TRAINING_DIVERGED', message: 'The loss at step 17 is NaN' },
  });
});

test('no write of an attempt is accepted once another has begun', async () => {
  const older = await begin();
  await older.record({
    step: 100,
    curvePoints: [{ split: 'TEST', step: 100, crossEntropy: 0.5, accuracy: 0.9 }],
    checkpoint: sampleCheckpoint(100),
  });
  await store.runs.beginAttempt(older.runId);
  const before = await stored(older.runId);
  const writes = [
    () => older.started('stale'),
    () => older.progress(150),
    () =>
      older.record({
        step: 200,
        curvePoints: [{ split: 'TEST', step: 200, crossEntropy: 0.1, accuracy: 1 }],
        checkpoint: sampleCheckpoint(200),
      }),
    () => older.succeed(sampleResult()),
    () => older.fail({ code: 'INTERNAL', message: 'stale' }),
  ];
  for (const write of writes) {
    await expect(write()).rejects.toMatchObject({ code: 'ATTEMPT_SUPERSEDED' });
  }
  expect(await stored(older.runId)).toEqual(before);
  await store.attempt(older.runId, 2).progress(101);
});

test('a write and a new attempt at the same time: the write is whole, or refused and nothing', async () => {
  for (let round = 0; round < 10; round++) {
    const attempt = await begin();
    const [write, begun] = await Promise.allSettled([
      attempt.record({ step: 50, curvePoints: [], checkpoint: sampleCheckpoint(50) }),
      store.runs.beginAttempt(attempt.runId),
    ]);
    expect(begun.status).toBe('fulfilled');
    const checkpoint = await store.checkpoints.latest(attempt.runId);
    const run = await store.runs.find(attempt.runId);
    const expected = write.status === 'fulfilled' ? [50, 50] : [0, undefined];
    expect([run?.step, checkpoint?.step]).toEqual(expected);
  }
});

test('numbers that are not finite are refused with all that came with them', async () => {
  const attempt = await begin();
  const before = await stored(attempt.runId);
  const point = { split: 'TEST', step: 1, crossEntropy: 0.5, accuracy: 0.9 } as const;
  const checkpoint = sampleCheckpoint(1);
  const { evaluation } = sampleResult();
  const writes = [
    () =>
      attempt.record({ step: 1, curvePoints: [point, { ...point, step: 2, crossEntropy: NaN }] }),
    () => attempt.record({ step: 1, curvePoints: [{ ...point, accuracy: Infinity }] }),
    () =>
      attempt.record({
        step: 1,
        curvePoints: [point],
        checkpoint: { ...checkpoint, firstMoment: Float32Array.of(0, NaN) },
      }),
    () =>
      attempt.record({
        step: 1,
        curvePoints: [],
        checkpoint: { ...checkpoint, lossSum: Infinity },
      }),
    () => attempt.succeed(sampleResult({ evaluation: { ...evaluation, crossEntropy: NaN } })),
  ];
  for (const write of writes) await expect(write()).rejects.toThrow(/finite/);
  expect(await stored(attempt.runId)).toEqual(before);
});
