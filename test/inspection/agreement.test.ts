import { expect, test } from 'vitest';

import { agreement } from '../../src/inspection/agreement.ts';

test('counts every example once, and tells where the two differ', () => {
  const labels = Uint8Array.of(1, 2, 3, 4, 5, 6);
  const first = Uint8Array.of(1, 2, 0, 4, 9, 6);
  const second = Uint8Array.of(1, 7, 3, 4, 8, 5);
  expect(agreement(labels, first, second)).toEqual({
    bothRight: 2,
    bothWrong: 1,
    onlyFirst: [1, 5],
    onlySecond: [2],
  });
});
