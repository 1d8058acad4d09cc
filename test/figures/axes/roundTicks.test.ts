import { expect, test } from 'vitest';
import { roundTicks } from '../../../src/figures/axes/roundTicks.ts';

test('ticks are round whole numbers within both ends', () => {
  expect(roundTicks(0, 27, 6)).toEqual([0, 5, 10, 15, 20, 25]);
  expect(roundTicks(3, 27, 6)).toEqual([5, 10, 15, 20, 25]);
});

test('ticks of a short axis are whole where there would be room for more', () => {
  expect(roundTicks(0, 2, 10)).toEqual([0, 1, 2]);
});

test('an axis without room has a tick all the same', () => {
  expect(roundTicks(0, 100, 0.2)).not.toEqual([]);
});
