/**
 * How lists, results and claims fare at a size that hurts: `tsx bench/size.ts [RUNS]`. Fills a database
 * of its own with that many runs (100,000), 20 curve points each, a model for each twentieth, and 1,000
 * runs that wait; prints milliseconds (median of 15) on the empty and on the full one.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { readConfig } from '../src/config.ts';
import { defaultTrainingOptions } from '../src/networks/trainingOptions.ts';
import { embeddedCluster } from '../src/postgres/embeddedPostgres.ts';
import { migrate } from '../src/postgres/migrate.ts';
import { connection, startCluster } from '../src/postgres/startCluster.ts';
import { openStore, type Store } from '../src/store/store.ts';
import { architectures } from '../src/zoo/architectures.ts';

const runs = Number(process.argv[2] ?? 100_000);
const folder = mkdtempSync(join(tmpdir(), 'gatescope-size-'));
const cluster = embeddedCluster(folder, readConfig().cacheFolder);
await startCluster(cluster, { fsync: 'off' });
const url = cluster.url('postgres');
await migrate(url);
const store = await openStore(url);
try {
  await fill(100, 10);
  const small = await measure(store);
  await fill(runs, 1000);
  const large = await measure(store);
  console.log(`${'question'.padEnd(44)}    100  ${runs}`);
  for (const [question, ms] of Object.entries(small)) {
    const after = large[question] as number;
    console.log(
      `${question.padEnd(44)} ${ms.toFixed(1).padStart(6)} ${after.toFixed(1).padStart(7)}`,
    );
  }
} finally {
  await store.close();
  await cluster.stop();
  rmSync(folder, { recursive: true });
}

/** Ends with that many runs, of which the newest wait. */
async function fill(count: number, waiting: number): Promise<void> {
  const client = connection(url);
  await client.connect();
  const slugs = architectures.map(({ slug }) => slug);
  const ids = `SELECT n, lpad(to_hex(1700000000000 + n), 12, '0') || '7000' || '8000' || lpad(to_hex(n), 12, '0') AS hex`;
  await client.query(
    `INSERT INTO "Run" ("id", "architecture", "network", "options", "datasetName", "datasetSha256",
       "engineChoice", "status", "step", "totalSteps", "createdAt", "finishedAt")
     SELECT hex::uuid, ($1::text[])[1 + n % ${slugs.length}], $2, $3::jsonb || jsonb_build_object('seed', n % 1000),
       'mnist', 'a', 'AUTO', (CASE WHEN n > $4 - $5 THEN 'QUEUED' WHEN n % 10 = 0 THEN 'FAILED'
         ELSE 'SUCCEEDED' END)::"RunStatus", 2149, 2149, now(), now()
     FROM (${ids} FROM generate_series(1, $4::int) n) made ON CONFLICT DO NOTHING`,
    [slugs, { recipe: {}, rows: 28 }, defaultTrainingOptions, count, waiting],
  );
  await client.query(
    `INSERT INTO "CurvePoint" SELECT "id", 'TEST', at, 0.5, 0.9 FROM "Run", generate_series(100, 2000, 100) at
     ON CONFLICT DO NOTHING`,
  );
  await client.query(
    `INSERT INTO "Model" ("id", "slug", "architecture", "network", "datasetName", "datasetSha256", "origin",
       "runId", "parameterCount", "weights", "weightsBytes", "weightsSha256", "createdAt")
     SELECT "id", "id"::text, "architecture", "network", 'mnist', 'a', 'RUN', "id", 1, '\\x00', 1, 'x', now()
     FROM (SELECT *, row_number() OVER (ORDER BY "id") AS n FROM "Run" WHERE "status" = 'SUCCEEDED') done
     WHERE n % 20 = 0 ON CONFLICT DO NOTHING`,
  );
  await client.query('VACUUM ANALYZE');
  await client.end();
}

async function measure({
  runs,
  models,
  results,
  curvePoints,
}: Store): Promise<Record<string, number>> {
  const page = { first: 20, after: null };
  const { seed: _, ...options } = defaultTrainingOptions;
  const kinds = architectures.map(({ slug }) => ({
    architecture: slug,
    network: { recipe: {}, rows: 28 } as never,
    options,
  }));
  const [newest] = (await runs.list({ ...page, filter: { status: 'SUCCEEDED' } })).items;
  const waiting = (await runs.jobs.unfinished()).map(({ id }) => id);
  const questions: Record<string, () => Promise<unknown>> = {
    'runs(first: 20)': () => runs.list({ ...page, filter: {} }),
    'runs(first: 20, filter: SUCCEEDED)': () =>
      runs.list({ ...page, filter: { status: 'SUCCEEDED' } }),
    'runs(first: 20, filter: lstm-32)': () =>
      runs.list({ ...page, filter: { architecture: 'lstm-32' } }),
    'runs(first: 20, filter: mnist, FAILED)': () =>
      runs.list({ ...page, filter: { dataset: 'mnist', status: 'FAILED' } }),
    'models(first: 20)': () => models.list({ ...page, filter: {} }),
    'summaryTable, 3 seeds': () => results.newest({ kinds, seeds: [1, 2, 3], datasetSha256: 'a' }),
    'learning curve of a run': () => curvePoints.list(newest?.id ?? '', 'TEST', 1000),
    'positions of 20 that wait': () => runs.jobs.queuePositions(waiting.slice(-20)),
    'all that has not ended': () => runs.jobs.unfinished(),
  };
  const medians: Record<string, number> = {};
  for (const [question, ask] of Object.entries(questions)) {
    const times: number[] = [];
    for (let n = 0; n < 15; n++) {
      const began = performance.now();
      await ask();
      times.push(performance.now() - began);
    }
    medians[question] = times.sort((a, b) => a - b)[7] as number;
  }
  return medians;
}
