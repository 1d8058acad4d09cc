import { afterAll, beforeAll, expect, test } from 'vitest';

import { openStore } from '../../src/store/store.ts';
import { queryRows } from '../postgres/queryRows.ts';
import { openTestDatabase, type TestDatabase } from '../postgres/testDatabase.ts';
import { sampleRun } from './sampleRun.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.drop());

const ask = (sql: string) => queryRows(database.url, sql);

/** About when clocks are changed in Berlin, in New York, and nowhere. */
const INSTANTS = [
  '2026-03-29T00:59:59.999Z',
  '2026-03-29T01:00:00.000Z',
  '2026-10-25T00:30:00.000Z',
  '2026-10-25T01:30:00.000Z',
  '2026-11-01T05:30:00.000Z',
  '2026-11-01T06:30:00.000Z',
  '2026-06-15T12:00:00.000Z',
];

test.each([
  ['timezone', 'Asia/Kolkata'],
  ['timezone', 'Europe/Berlin'],
  ['timezone', 'America/New_York'],
  ['timezone', 'Pacific/Apia'],
  ['datestyle', 'SQL, DMY'],
  ['bytea_output', 'escape'],
  ['extra_float_digits', '-3'],
])('a database whose %s is %s gives and keeps what it was given', async (setting, value) => {
  const name = new URL(database.url).pathname.slice(1);
  await ask(`ALTER DATABASE ${name} RESET ALL`);
  const before = await openStore(database.url);
  const old = await before.runs.create(sampleRun());
  await before.close();

  await ask(`ALTER DATABASE ${name} SET ${setting} TO '${value}'`);
  const store = await openStore(database.url);
  expect((await store.runs.find(old.id))?.createdAt).toEqual(old.createdAt);
  const began = Date.now();
  const fresh = await store.runs.create(sampleRun());
  expect((await store.runs.find(fresh.id))?.createdAt).toEqual(fresh.createdAt);
  expect(Math.abs(fresh.createdAt.getTime() - began)).toBeLessThan(60_000);
  for (const instant of INSTANTS) {
    await ask(`UPDATE "Run" SET "createdAt" = '${instant}' WHERE id = '${fresh.id}'`);
    expect((await store.runs.find(fresh.id))?.createdAt.toISOString()).toBe(instant);
  }
  const run = await store.runs.beginAttempt(fresh.id);
  const attempt = store.attempt(fresh.id, run?.attempt ?? 0);
  const parameters = Float32Array.of(0.1, -1e-30, 3.5);
  const point = { split: 'TEST', step: 1, crossEntropy: 0.1 + 0.2, accuracy: 1 / 3 } as const;
  await attempt.record({ step: 1, curvePoints: [point], snapshot: { step: 1, parameters } });
  expect(await store.snapshots.parameters(fresh.id, 1)).toEqual(parameters);
  expect(await store.curvePoints.list(fresh.id, 'TEST', 10)).toEqual([point]);
  await store.close();
});
