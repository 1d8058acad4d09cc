import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { migrate } from '../../src/postgres/migrate.ts';
import { queryRows } from './queryRows.ts';
import { openEmptyTestDatabase, type TestDatabase } from './testDatabase.ts';

let database: TestDatabase;
let folder: string;
beforeEach(async () => {
  database = await openEmptyTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'gatescope-migrations-'));
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await database.drop();
});

function write(name: string, sql: string): void {
  mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, name, 'migration.sql'), sql);
}

const query = (sql: string): Promise<unknown[]> => queryRows(database.url, sql);

async function tables(): Promise<string[]> {
  const rows = await query(`SELECT tablename FROM pg_tables WHERE schemaname = 'public'`);
  return (rows as { tablename: string }[]).map((row) => row.tablename).sort();
}

test('Gatescope’s own migrations make its tables, once', async () => {
  const { applied } = await migrate(database.url);
  expect(applied.length).toBeGreaterThan(0);
  expect(await tables()).toEqual([
    'Checkpoint',
    'CurvePoint',
    'Model',
    'Run',
    'Snapshot',
    '_prisma_migrations',
  ]);
  expect(await migrate(database.url)).toEqual({ applied: [], modified: [] });
});

test('migrations are applied in the order of their names, new ones later', async () => {
  write('2_second', 'ALTER TABLE a ADD COLUMN more INT');
  write('1_first', 'CREATE TABLE a (id INT)');
  expect((await migrate(database.url, folder)).applied).toEqual(['1_first', '2_second']);
  write('3_third', 'CREATE TABLE b (id INT)');
  expect((await migrate(database.url, folder)).applied).toEqual(['3_third']);
});

test('two programs that start at once apply each migration once', async () => {
  write('1_first', 'CREATE TABLE a (id INT)');
  const outcomes = await Promise.all([1, 2, 3].map(() => migrate(database.url, folder)));
  expect(outcomes.flatMap((outcome) => outcome.applied)).toEqual(['1_first']);
});

test('a migration that fails is named, leaves nothing, and is tried again at the next start', async () => {
  write('1_first', 'CREATE TABLE a (id INT)');
  write('2_broken', 'CREATE TABLE b (id INT); SELECT nonsense');
  const failure = {
    code: 'MIGRATION_FAILED',
    message: expect.stringMatching(/2_broken failed.*column "nonsense" does not exist/) as string,
  };
  await expect(migrate(database.url, folder)).rejects.toMatchObject(failure);
  expect(await tables()).toEqual(['_prisma_migrations', 'a']);
  await expect(migrate(database.url, folder)).rejects.toMatchObject(failure);

  write('2_broken', 'CREATE TABLE b (id INT)');
  expect((await migrate(database.url, folder)).applied).toEqual(['2_broken']);
});

test('a file that was changed after it was applied is reported, not applied again', async () => {
  write('1_first', 'CREATE TABLE a (id INT)');
  await migrate(database.url, folder);
  write('1_first', 'CREATE TABLE a (id BIGINT)');
  expect(await migrate(database.url, folder)).toEqual({ applied: [], modified: ['1_first'] });
});

test('a database of a newer version is refused', async () => {
  write('1_first', 'CREATE TABLE a (id INT)');
  write('2_newer', 'CREATE TABLE b (id INT)');
  await migrate(database.url, folder);
  rmSync(join(folder, '2_newer'), { recursive: true });
  await expect(migrate(database.url, folder)).rejects.toMatchObject({
    code: 'MIGRATION_FAILED',
    message: expect.stringContaining('2_newer') as string,
  });
});

test('a migration that Prisma’s command line left unfinished is refused until it is resolved', async () => {
  write('1_first', 'CREATE TABLE a (id INT)');
  await migrate(database.url, folder);
  write('2_half', 'CREATE TABLE b (id INT)');
  await query(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('x', 'y', '2_half')`,
  );
  await expect(migrate(database.url, folder)).rejects.toMatchObject({
    code: 'MIGRATION_FAILED',
    message: expect.stringContaining('2_half was begun and never finished') as string,
  });
  await query(`UPDATE _prisma_migrations SET rolled_back_at = now() WHERE id = 'x'`);
  expect((await migrate(database.url, folder)).applied).toEqual(['2_half']);
});

test('a Postgres that is not there is a clear error', async () => {
  await expect(migrate('postgresql://nobody@127.0.0.1:1/none', folder)).rejects.toMatchObject({
    code: 'DATABASE_UNAVAILABLE',
  });
});
