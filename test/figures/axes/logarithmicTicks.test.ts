import { expect, test } from 'vitest';
import { logarithmicTicks } from '../../../src/figures/axes/logarithmicTicks.ts';

test.each([
  [0.02, 0.09, [0.02, 0.025, 0.03, 0.04, 0.05, 0.06, 0.07, 0.08, 0.09]],
  [0.0149, 0.61, [0.01, 0.015, 0.02, 0.03, 0.05, 0.07, 0.1, 0.15, 0.2, 0.3, 0.5, 0.7]],
  [0.001, 1, [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1]],
  [0.95, 1.05, [0.9, 1, 1.2]],
  [9.7, 9.8, [9, 10]],
])('from %f to %f they are round and reach beyond both', (least, most, expected) => {
  expect(logarithmicTicks(least, most)).toEqual(expected);
});
