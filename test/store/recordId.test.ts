import { expect, test } from 'vitest';

import { isRecordId, newRecordId } from '../../src/store/recordId.ts';

test('ids are UUIDs of version 7 that grow, however fast they are made', () => {
  const made = Array.from({ length: 20_000 }, newRecordId);
  const ids = made.map(({ id }) => id);
  expect(ids.every((id) => /^[0-9a-f-]{14}7[0-9a-f]{3}-[89ab]/.test(id))).toBe(true);
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});

test('the time in an id is the time given with it', () => {
  const { id, createdAt } = newRecordId();
  expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(createdAt.getTime());
});

test('only the canonical form of a UUID is an id', () => {
  const { id } = newRecordId();
  expect(isRecordId(id)).toBe(true);
  expect(isRecordId(id.toUpperCase())).toBe(false);
  expect(isRecordId(`${id}\n`)).toBe(false);
  expect(isRecordId('lstm-32')).toBe(false);
});
