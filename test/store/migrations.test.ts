import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { makeRecipe } from '../../src/networks/recipe.ts';
import { defaultTrainingOptions } from '../../src/networks/trainingOptions.ts';
import { migrate } from '../../src/postgres/migrate.ts';
import * as generated from '../../src/store/generated/internal/prismaNamespace.ts';
import { openStore } from '../../src/store/store.ts';
import { openEmptyTestDatabase, openTestDatabase } from '../postgres/testDatabase.ts';

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

const migrationsFolder = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));

/** Migrates a database as a version of Gatescope did that had the migrations before the named one. */
async function migrateUpTo(url: string, name: string): Promise<void> {
  const older = mkdtempSync(join(tmpdir(), 'gatescope-older-'));
  const known = readdirSync(migrationsFolder).filter((entry) => entry < name);
  for (const entry of known) {
    cpSync(join(migrationsFolder, entry), join(older, entry), { recursive: true });
  }
  await migrate(url, older);
  rmSync(older, { recursive: true });
}

const oldId = (n: number) => `01890000-0000-7000-8000-00000000000${n}`;

test('runs and models of version 0.1 get what recipes and options have had since', async () => {
  const old = await openEmptyTestDatabase();
  await migrateUpTo(old.url, '20261124101516_series_and_kept_weights');
  const client = new pg.Client({ connectionString: old.url });
  await client.connect();
  const common = { units: 32, layers: 1, inputProjection: false, head: 'RESULTS' };
  const lstm = { recipe: { cell: 'LSTM', ...common, forgetBias: 0.5 }, columns: 28, classes: 10 };
  const gru = {
    recipe: { cell: 'GRU', ...common, resetAfter: false, gateBias: 1 },
    columns: 12,
    classes: 3,
  };
  const options = {
    seed: -3,
    epochs: 2,
    batchSize: 128,
    learningRate: 0.01,
    evaluationInterval: 50,
  };
  const insertRun = `INSERT INTO "Run" ("id", "architecture", "network", "options", "datasetName",
      "datasetSha256", "engineChoice", "status", "step", "totalSteps", "createdAt")
    VALUES ($1, 'x', $2, $3, 'mnist', 'a', 'AUTO', $4, $5, 860, now())`;
  await client.query(insertRun, [oldId(1), lstm, options, 'SUCCEEDED', 860]);
  await client.query(insertRun, [oldId(2), gru, options, 'RUNNING', 400]);
  await client.query(
    `INSERT INTO "Model" ("id", "slug", "architecture", "network", "datasetName", "datasetSha256",
      "origin", "runId", "parameterCount", "weights", "weightsBytes", "weightsSha256", "createdAt")
    VALUES ($1, 'old', 'x', $2, 'mnist', 'a', 'RUN', $3, 1, '\\x00', 1, 'a', now())`,
    [oldId(3), lstm, oldId(1)],
  );
  await client.query(
    `INSERT INTO "Checkpoint" VALUES ($1, 400, '\\x00000000', '\\x00000000', '\\x00000000', 0, 0)`,
    [oldId(2)],
  );
  await client.end();

  await migrate(old.url);
  const store = await openStore(old.url);
  const reading = { rows: 28, binarizeThreshold: 0.1 };
  const newLstm = makeRecipe({ cell: 'LSTM', units: 32, forgetBias: 0.5 });
  const newGru = makeRecipe({ cell: 'GRU', units: 32, resetAfter: false });
  const newOptions = { ...defaultTrainingOptions, ...options };
  const [done, running] = [await store.runs.find(oldId(1)), await store.runs.find(oldId(2))];
  expect(done?.network).toEqual({ recipe: newLstm, columns: 28, classes: 10, ...reading });
  expect(done).toMatchObject({ step: 860, keptStep: 860, seriesId: null });
  expect(done?.options).toEqual(newOptions);
  expect(running?.network).toEqual({ recipe: newGru, columns: 12, classes: 3, ...reading });
  expect(running).toMatchObject({ step: 400, keptStep: null, seriesId: null });
  expect(running?.options).toEqual(newOptions);
  expect((await store.models.find('old'))?.network).toEqual(done?.network);
  expect(await store.checkpoints.latest(oldId(2))).toMatchObject({ step: 400, best: null });
  await store.close();
  await old.drop();
});
