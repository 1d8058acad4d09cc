import { expect, test } from 'vitest';

import { checkEachOnce } from '../../src/inspection/eachOnce.ts';

test('a long list is looked through once', () => {
  const list = Array.from({ length: 1_000_000 }, (_, n) => n);
  expect(() => checkEachOnce('names', [...list, 999_999])).toThrow(
    'names: expected each once, got 999999 twice',
  );
});
