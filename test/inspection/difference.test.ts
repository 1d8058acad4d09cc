import { expect, test } from 'vitest';

import { difference } from '../../src/inspection/difference.ts';

test('is what was added, as float32', () => {
  const found = difference(Float32Array.of(0.3, -1, 2), Float32Array.of(0.1, -1, 5));
  expect([...found]).toEqual([Math.fround(Math.fround(0.3) - Math.fround(0.1)), 0, -3]);
});
