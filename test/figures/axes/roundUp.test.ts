import { expect, test } from 'vitest';
import { roundUp } from '../../../src/figures/axes/roundUp.ts';

test.each([
  [0.93, 1],
  [3.2, 3.5],
  [121, 130],
])('%d goes up to %d', (value, end) => {
  expect(roundUp(value)).toBeCloseTo(end, 12);
});

test('a round end stays, and 0 gives a scale some length', () => {
  expect(roundUp(2)).toBe(2);
  expect(roundUp(0)).toBe(1);
});
