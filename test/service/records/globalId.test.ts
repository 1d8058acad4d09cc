import { expect, test } from 'vitest';

import {
  parseIdOf,
  toGlobalId,
  tryGlobalId,
  tryIdOf,
} from '../../../src/service/records/globalId.ts';

const id = '01a20c73-8a72-7000-a8ca-a368b7c70c10';

test('a global id gives back its type and id', () => {
  const run = toGlobalId('Run', id);
  expect(tryGlobalId(run)).toEqual({ type: 'Run', id });
  expect([tryIdOf('Run', run), tryIdOf('Model', run)]).toEqual([id, null]);
  expect(parseIdOf('Run', 'run', run)).toBe(id);
  expect(toGlobalId('Run', id)).not.toBe(toGlobalId('Model', id));
});

test.each([
  ['nothing', ''],
  ['a slug', 'gru-64'],
  ['an id of the store', id],
  ['a type that is no node', Buffer.from(`Dataset:${id}`).toString('base64url')],
  ['no UUID', Buffer.from("Run:1' OR 1=1").toString('base64url')],
  ['capital letters', Buffer.from(`Run:${id.toUpperCase()}`).toString('base64url')],
  ['padding', `${toGlobalId('Run', id)}=`],
])('%s is no global id', (_kind, text) => {
  expect(tryGlobalId(text)).toBeNull();
});

test('the error names the argument, the type and what came', () => {
  const model = toGlobalId('Model', id);
  expect(() => parseIdOf('Run', 'input.run', model)).toThrow(
    expect.objectContaining({
      code: 'INVALID_ID',
      argument: 'input.run',
      message: `input.run: expected the global id of a Run, got "${model}"`,
    }) as Error,
  );
});
