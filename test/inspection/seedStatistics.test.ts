import { expect, test } from 'vitest';

import { seedStatistics } from '../../src/inspection/seedStatistics.ts';

test('mean and sample standard deviation', () => {
  const found = seedStatistics([2, 4, 4, 4, 5, 5, 7, 9]);
  expect(found?.mean).toBe(5);
  // Squares add up to 32, over n − 1 = 7.
  expect(found?.deviation).toBeCloseTo(Math.sqrt(32 / 7), 12);
});

test('one value has no deviation, and none has no mean', () => {
  expect(seedStatistics([0.97])).toEqual({ mean: 0.97, deviation: null });
  expect(seedStatistics([])).toBeNull();
  expect(seedStatistics([0.97, 0.97])).toEqual({ mean: 0.97, deviation: 0 });
});
