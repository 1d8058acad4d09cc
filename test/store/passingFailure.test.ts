import { afterAll, describe, expect, test } from 'vitest';

import { GatescopeError } from '../../src/errors.ts';
import { mayPass, openStore } from '../../src/store/store.ts';
import { openTestDatabase } from '../postgres/testDatabase.ts';

const database = await openTestDatabase();
const told: string[] = [];
const store = await openStore(database.url, {
  lost: () => told.push('lost'),
  back: () => told.push('back'),
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

/** What comes of an error that Postgres itself raises. */
async function failureOf(sqlState: string): Promise<unknown> {
  const raise = `DO $$ BEGIN RAISE EXCEPTION 'raised' USING ERRCODE = '${sqlState}'; END $$`;
  const failing = store.transaction((tx) => tx.$executeRawUnsafe(raise));
  return failing.then(
    () => null,
    (error: unknown) => error,
  );
}

describe('a failure that may pass', () => {
  test.each([
    ['08006', 'DATABASE_UNAVAILABLE'],
    ['40001', 'BUSY'],
    ['40P01', 'BUSY'],
    ['53000', 'DATABASE_UNAVAILABLE'],
    ['53100', 'DATABASE_FULL'],
    ['53200', 'DATABASE_UNAVAILABLE'],
    ['53300', 'DATABASE_UNAVAILABLE'],
    ['55P03', 'BUSY'],
    ['55006', 'BUSY'],
    ['57014', 'DATABASE_UNAVAILABLE'],
    ['57P01', 'DATABASE_UNAVAILABLE'],
    ['58030', 'DATABASE_UNAVAILABLE'],
  ])('SQLSTATE %s is told as %s', async (sqlState, code) => {
    const error = await failureOf(sqlState);
    expect(error).toMatchObject({ code });
    expect(mayPass(error)).toBe(true);
    // No more than what a user may know.
    expect((error as Error).message).not.toContain('raised');
  });
});

describe('any other failure', () => {
  test.each(['23505', '22012', '42601', '54000', 'P0001', 'XX000'])(
    'SQLSTATE %s does not pass',
    async (sqlState) => {
      const error = await failureOf(sqlState);
      expect(error).not.toBeNull();
      expect(error).not.toBeInstanceOf(GatescopeError);
      expect(mayPass(error)).toBe(false);
    },
  );
});

test('a probe is answered while every connection is in use', async () => {
  await store.ping();
  told.length = 0;
  const sleeping = Array.from({ length: 10 }, () =>
    store.transaction((tx) => tx.$executeRaw`SELECT pg_sleep(3)`),
  );
  const late = store.ping().then(() => 'late');
  const probes = Promise.all([store.probe(), store.probe()]).then(() => 'probes');
  expect(await Promise.race([late, probes])).toBe('probes');
  await Promise.all([...sleeping, late]);
  expect(told).toEqual([]);
});
