import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { createLogger } from '../../src/logger.ts';
import { loadZoo } from '../../src/programs/loadZoo.ts';
import { openStore } from '../../src/store/store.ts';
import { findArchitecture } from '../../src/zoo/architectures.ts';
import type { Card } from '../../src/zoo/card.ts';
import { openTestDatabase } from '../postgres/testDatabase.ts';
import { sampleResult, sampleRun } from '../store/sampleRun.ts';
import { sample, sampleCard, sampleWeights, sampleZoo, temporaryFolder } from '../zoo/sampleZoo.ts';

const database = await openTestDatabase();
const store = await openStore(database.url);
afterAll(async () => {
  await store.close();
  await database.drop();
});
beforeEach(() =>
  store.transaction(async (tx) => {
    await tx.model.deleteMany();
    await tx.run.deleteMany();
  }),
);

const quiet = createLogger('test', 'silent');

interface Logged {
  level: number;
  model: string;
  msg: string;
  err?: { code: string; message: string };
}

/** What loading says, but for what it stores. */
async function complaints(folder: string): Promise<Logged[]> {
  const lines: string[] = [];
  await loadZoo(store, pino({ level: 'warn' }, { write: (line) => lines.push(line) }), folder);
  return lines.map((line) => JSON.parse(line) as Logged);
}

/** A model of a user's own with this name. */
async function trained(name: string) {
  const { id } = await store.runs.create(sampleRun({ name }));
  await store.runs.beginAttempt(id);
  return store.attempt(id, 1).succeed(sampleResult());
}

async function zooModel() {
  const model = await store.models.find('lstm-32');
  const run = await store.runs.find(model?.runId ?? '');
  return { model: model!, run: run! };
}

test('a model of the zoo is stored with the run that made it', async () => {
  await loadZoo(store, quiet, await sampleZoo());
  const card = sampleCard();
  const { model, run } = await zooModel();
  // The database keeps no interval: the API makes it of the accuracy.
  const { accuracyInterval: _, ...evaluation } = card.evaluation;
  expect(model).toMatchObject({
    ...{ slug: 'lstm-32', architecture: 'lstm-32', origin: 'ZOO', parameterCount: 14_730 },
    ...{ network: card.network, dataset: card.dataset, weights: card.weights, evaluation },
    createdAt: card.finishedAt,
  });
  expect(run).toMatchObject({
    ...{ status: 'SUCCEEDED', architecture: 'lstm-32', network: card.network, name: null },
    ...{ options: card.options, dataset: card.dataset, engine: card.engine, evaluation },
    ...{ step: 200, totalSteps: 200, keptStep: 200, error: null, seriesId: null },
    ...{ createdAt: card.startedAt, startedAt: card.startedAt, finishedAt: card.finishedAt },
  });
  expect(await store.curvePoints.list(run.id, 'TEST', 10)).toEqual(card.curve.slice(1));
  expect(await store.models.weights('lstm-32')).toEqual(new Uint8Array(sampleWeights().bytes));
});

test('a later start changes nothing, and needs no weights for it', async () => {
  const folder = await sampleZoo();
  await loadZoo(store, quiet, folder);
  const before = await zooModel();
  writeFileSync(join(folder, 'lstm-32.safetensors'), '');
  expect(await complaints(folder)).toEqual([]);
  expect(await zooModel()).toEqual(before);
});

test('other weights replace the model in place, and the run of the old ones goes', async () => {
  await loadZoo(store, quiet, await sampleZoo());
  const before = await zooModel();
  const others = sampleWeights(sample, 2);
  await loadZoo(store, quiet, await sampleZoo({ weights: others }));
  const after = await zooModel();
  expect(after.model).toMatchObject({ id: before.model.id, weights: { sha256: others.sha256 } });
  expect(after.run.id).not.toBe(before.run.id);
  expect(await store.runs.find(before.run.id)).toBeNull();
  expect(await store.models.ofRun(after.run.id)).toEqual(after.model);
});

test('a card that changed is stored anew though its weights are the same', async () => {
  const folder = await sampleZoo();
  await loadZoo(store, quiet, folder);
  const before = await zooModel();
  const file = join(folder, 'lstm-32.json');
  const card = JSON.parse(readFileSync(file, 'utf8')) as Card;
  const crossEntropy = card.evaluation.crossEntropy / 2;
  const changed = { engine: 'another', evaluation: { ...card.evaluation, crossEntropy } };
  writeFileSync(file, JSON.stringify({ ...card, ...changed }));
  expect(await complaints(folder)).toEqual([]);
  const after = await zooModel();
  expect(after.model).toEqual({
    ...before.model,
    evaluation: { ...before.model.evaluation, crossEntropy },
    runId: after.run.id,
  });
  expect(after.run).toMatchObject({ engine: 'another', evaluation: { crossEntropy } });
  expect(await store.runs.find(before.run.id)).toBeNull();
  expect(await complaints(folder)).toEqual([]);
  expect(await zooModel()).toEqual(after);
});

test('servers that start at the same time store it once', async () => {
  const folder = await sampleZoo();
  const starts = Array.from({ length: 4 }, async () => complaints(folder));
  expect((await Promise.all(starts)).flat()).toEqual([]);
  const { totalCount } = await store.runs.list({ first: 1, after: null, filter: {} });
  expect(totalCount).toBe(1);
});

test('the zoo is older than any run of a user, in its own order', async () => {
  await trained('before');
  const folder = temporaryFolder();
  for (const slug of ['gru-32', 'cnn', 'lstm-32']) {
    await sampleZoo({ folder, architecture: findArchitecture(slug)! });
  }
  await loadZoo(store, quiet, folder);
  await trained('after');
  const { items } = await store.models.list({ first: 10, after: null, filter: {} });
  expect(items.map(({ slug }) => slug)).toEqual(['after', 'before', 'lstm-32', 'gru-32', 'cnn']);
});

test('a user’s model that has the slug already stays, and a warning tells', async () => {
  const own = await trained('lstm-32');
  const found = await complaints(await sampleZoo());
  expect(found).toMatchObject([{ level: 40, model: 'lstm-32' }]);
  expect(found[0]!.msg).toContain('another has its slug');
  expect(await store.models.find('lstm-32')).toEqual(own);
});

test('a damaged file is an error that names it, and nothing is stored of it', async () => {
  const folder = await sampleZoo();
  writeFileSync(join(folder, 'gru-32.json'), '{}');
  const found = await complaints(folder);
  expect(found).toMatchObject([
    {
      ...{ level: 50, model: 'gru-32', msg: 'a model of the zoo cannot be loaded' },
      err: { code: 'ZOO_BROKEN', message: 'gru-32.json: slug: expected a value, got nothing' },
    },
  ]);
  expect(await store.models.find('lstm-32')).not.toBeNull();
  expect(await store.models.find('gru-32')).toBeNull();
});

test('a folder that is not there is a zoo without models', async () => {
  expect(await complaints(join(temporaryFolder(), 'none'))).toEqual([]);
  expect(await store.models.find('lstm-32')).toBeNull();
});
