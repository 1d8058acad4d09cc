import { expect, test } from 'vitest';

import { thinned } from '../../../src/resolvers/runs/learningCurve.ts';

const points = Array.from({ length: 22 }, (_, n) => n);

test.each([
  [2, [0, 21]],
  [3, [0, 11, 21]],
  [4, [0, 7, 14, 21]],
])('of 22 points %d keep the first and the last', (most, kept) => {
  expect(thinned(points, most)).toEqual(kept);
});

test('a curve that is short enough stays as it is', () => {
  expect(thinned(points, 22)).toEqual(points);
  expect(thinned(points, Infinity)).toEqual(points);
  expect(thinned([], 5)).toEqual([]);
});

test.each([5, 10, 13, 21])('%d points are all different and in order', (most) => {
  const kept = thinned(points, most);
  expect(kept).toHaveLength(most);
  expect(kept).toEqual([...new Set(kept)].sort((a, b) => a - b));
});
