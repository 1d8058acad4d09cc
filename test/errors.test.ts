import { describe, expect, test } from 'vitest';

import { invalidArgument, shown } from '../src/errors.ts';

describe('a value in a message', () => {
  test.each<[unknown, string]>([
    ['a "b"\n', '"a \\"b\\"\\n"'],
    ['x'.repeat(70), `"${'x'.repeat(59)}…`],
    // Half of a pair of surrogates would not be text any more.
    ['🦄'.repeat(70), `"${'🦄'.repeat(59)}…`],
    ['right\u202eleft', '"right\\u{202e}left"'],
    ['zero\u200bwidth\u2028\u009b', '"zero\\u{200b}width\\u{2028}\\u{9b}"'],
    [[1], '1 value'],
    [[], '0 values'],
    [{ secret: 1 }, 'an object'],
    [null, 'null'],
    [-0.5, '-0.5'],
  ])('%j is %s', (value, text) => {
    expect(shown(value)).toBe(text);
  });
});

test('an error names its argument, what was expected and what came', () => {
  expect(invalidArgument('input.epochs', 'a whole number', 0)).toMatchObject({
    ...{ code: 'INVALID_ARGUMENT', argument: 'input.epochs' },
    message: 'input.epochs: expected a whole number, got 0',
  });
});
