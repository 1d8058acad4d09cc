import { expect, test } from 'vitest';

import { accuracyInterval } from '../../src/inspection/accuracyInterval.ts';

test('81 of 263 is the example of Newcombe (1998): 0.2553 to 0.3662', () => {
  const [lower, upper] = accuracyInterval(81 / 263, 263);
  expect(lower).toBeCloseTo(0.2553, 4);
  expect(upper).toBeCloseTo(0.3662, 4);
});

test.each([
  [0, 20, 0, 0.1611],
  [1, 20, 0.8389, 1],
  [1, 1, 0.2065, 1],
])('%d of %d examples stays within 0 and 1', (accuracy, examples, least, most) => {
  const [lower, upper] = accuracyInterval(accuracy, examples);
  expect(lower).toBeCloseTo(least, 4);
  expect(upper).toBeCloseTo(most, 4);
  expect(lower).toBeGreaterThanOrEqual(0);
  expect(upper).toBeLessThanOrEqual(1);
});
