import { expect, test } from 'vitest';
import { repeatedKey } from '../../src/formats/repeatedKey.ts';

test.each([
  ['{"a":1,"b":2,"a":3}', 'a'],
  ['{"a":{"b":1},"c":[{"d":1,"d":2}]}', 'd'],
  [String.raw`{"\"":1,"\u0022":2}`, '"'],
  ['{"":1,"":2}', ''],
])('finds it in %s', (json, key) => {
  expect(repeatedKey(json)).toBe(key);
});

test.each([
  '{}',
  '{"a":{"a":{"a":1}}}',
  '[{"a":1},{"a":2}]',
  String.raw`{"a":"a","b":"{\"a\":1,\"a\":2}"}`,
  String.raw`{"a\\":1,"a":":","c":"\\"}`,
])('finds none in %s', (json) => {
  expect(repeatedKey(json)).toBeNull();
});
