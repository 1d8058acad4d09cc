import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import * as generated from '../../src/store/generated/internal/prismaNamespace.ts';
import { openTestDatabase } from '../postgres/testDatabase.ts';

const database = await openTestDatabase();
afterAll(() => database.drop());

/** Fields of a model that are columns, as Prisma generated them from schema.prisma. */
function fieldsOf(model: string): string[] {
  const lists = generated as unknown as Record<string, Record<string, string>>;
  return Object.keys(lists[`${model}ScalarFieldEnum`] ?? {}).sort();
}

/** Tables of the service and their columns, as the migrations made them. */
async function migratedTables(): Promise<Record<string, string[]>> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query<{ table: string; columns: string[] }>(
    `SELECT table_name AS table, array_agg(column_name::text) AS columns
     FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name <> '_prisma_migrations' GROUP BY table_name`,
  );
  await client.end();
  return Object.fromEntries(rows.map(({ table, columns }) => [table, columns.sort()]));
}

test('the migrations make the tables and columns of schema.prisma, and no others', async () => {
  const models = Object.keys(generated.ModelName);
  expect(await migratedTables()).toEqual(
    Object.fromEntries(models.map((model) => [model, fieldsOf(model)])),
  );
});
