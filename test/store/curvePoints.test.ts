import { afterAll, expect, test } from 'vitest';

import { openStore } from '../../src/store/store.ts';
import { openTestDatabase } from '../postgres/testDatabase.ts';
import { sampleRun } from './sampleRun.ts';

const database = await openTestDatabase();
const store = await openStore(database.url);
afterAll(async () => {
  await store.close();
  await database.drop();
});

/** Id of a run whose test curve has so many points, at the steps 10, 20, … */
async function runWith(points: number): Promise<string> {
  const { id } = await store.runs.create(sampleRun());
  await store.runs.beginAttempt(id);
  const curvePoints = Array.from({ length: points }, (_, place) => [
    {
      split: 'TEST' as const,
      step: 10 * (place + 1),
      crossEntropy: 1 / (place + 1),
      accuracy: 0.5,
    },
    { split: 'TRAIN' as const, step: 10 * (place + 1), crossEntropy: 2, accuracy: null },
  ]).flat();
  await store.attempt(id, 1).record({ step: 10 * points, curvePoints });
  return id;
}

const run = await runWith(22);

async function places(most: number, of = run): Promise<number[]> {
  const points = await store.curvePoints.list(of, 'TEST', most);
  return points.map(({ step }) => step / 10 - 1);
}

const all = Array.from({ length: 22 }, (_, place) => place);

test.each([
  [2, [0, 21]],
  [3, [0, 11, 21]],
  [4, [0, 7, 14, 21]],
  [22, all],
  [23, all],
  [10_000, all],
])(
  'of 22 points at most %d are the first, the last and others evenly between',
  async (most, kept) => {
    expect(await places(most)).toEqual(kept);
  },
);

test('every number of points is met, at the places that rounding gives', async () => {
  for (let most = 2; most < 22; most++) {
    const stride = 21 / (most - 1);
    const expected = Array.from({ length: most }, (_, n) => Math.round(n * stride));
    expect(await places(most)).toEqual(expected);
  }
});

test('points are whole, and of one split', async () => {
  expect(await store.curvePoints.list(run, 'TEST', 2)).toEqual([
    { split: 'TEST', step: 10, crossEntropy: 1, accuracy: 0.5 },
    { split: 'TEST', step: 220, crossEntropy: 1 / 22, accuracy: 0.5 },
  ]);
  expect(await store.curvePoints.list(run, 'TRAIN', 2)).toMatchObject([
    { split: 'TRAIN', step: 10, accuracy: null },
    { split: 'TRAIN', step: 220, accuracy: null },
  ]);
});

test.each([0, 1, 2])('a curve of %d points is whole', async (points) => {
  const short = await runWith(points);
  expect(await places(2, short)).toEqual([0, 1].slice(0, points));
});
