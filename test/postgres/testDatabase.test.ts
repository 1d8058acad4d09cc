import { afterAll, expect, test } from 'vitest';

import { queryRows } from './queryRows.ts';
import { openEmptyTestDatabase, openTestDatabase } from './testDatabase.ts';

const databases = await Promise.all([
  openTestDatabase(),
  openTestDatabase(),
  openEmptyTestDatabase(),
]);
afterAll(() => Promise.all(databases.map((database) => database.drop())));

async function tables(url: string): Promise<string[]> {
  const sql = `SELECT tablename FROM pg_tables WHERE schemaname = 'public'`;
  return (await queryRows<{ tablename: string }>(url, sql)).map(({ tablename }) => tablename);
}

test('each test file has a database of its own, with or without the tables', async () => {
  const [first, second, empty] = databases;
  expect(first.url).not.toBe(second.url);
  expect(await tables(first.url)).toContain('Run');
  expect(await tables(second.url)).toContain('Run');
  expect(await tables(empty.url)).toEqual([]);
});
