import { afterAll, expect, test } from 'vitest';

import { makeRecipe } from '../../src/networks/recipe.ts';
import type { ModelRecord, NewRun } from '../../src/store/records.ts';
import { openStore } from '../../src/store/store.ts';
import { openTestDatabase } from '../postgres/testDatabase.ts';
import { sampleResult, sampleRun } from './sampleRun.ts';

const database = await openTestDatabase();
const store = await openStore(database.url);
const { models, runs } = store;
afterAll(async () => {
  await store.close();
  await database.drop();
});

async function trained(changes: Partial<NewRun>): Promise<ModelRecord> {
  const { id } = await runs.create(sampleRun(changes));
  await runs.beginAttempt(id);
  return store.attempt(id, 1).succeed(sampleResult());
}

test('lists are newest first and can be filtered by architecture, data set and cell', async () => {
  const gru = { ...sampleRun().network, recipe: makeRecipe({ cell: 'GRU', units: 8 }) };
  const dataset = { name: 'fashion', sha256: 'c'.repeat(64) };
  const made = [
    await trained({ name: 'first' }),
    await trained({ name: 'second', architecture: 'gru-8', network: gru }),
    await trained({ name: 'third', dataset }),
  ];
  const slugs = async (filter: Parameters<typeof models.list>[0]['filter']) => {
    const page = await models.list({ first: 10, after: null, filter });
    return page.items.map((model) => model.slug);
  };
  expect(await slugs({})).toEqual(['third', 'second', 'first']);
  expect(await slugs({ architecture: 'gru-8' })).toEqual(['second']);
  expect(await slugs({ dataset: 'fashion' })).toEqual(['third']);
  expect(await slugs({ cell: 'GRU' })).toEqual(['second']);
  expect(await slugs({ cell: 'LSTM', dataset: 'mnist' })).toEqual(['first']);
  const page = await models.list({ first: 1, after: made[2]?.id ?? null, filter: {} });
  expect(page).toMatchObject({
    items: [made[1]],
    hasNextPage: true,
    hasPreviousPage: true,
    totalCount: 3,
  });
});

test('a page goes on from a model that was deleted meanwhile', async () => {
  const filter = { architecture: 'shrinking' };
  const [older, middle] = [await trained(filter), await trained(filter)];
  await models.delete(middle.slug);
  const page = await models.list({ first: 10, after: middle.id, filter });
  expect(page.items).toEqual([older]);
});

test('a model is deleted, by slug or id, and its run stays', async () => {
  const model = await trained({ name: 'passing' });
  expect(await models.slugTaken('passing')).toBe(true);
  expect(await models.delete('passing')).toEqual(model);
  expect(await models.find('passing')).toBeNull();
  expect(await models.slugTaken('passing')).toBe(false);
  expect(await runs.find(model.runId ?? '')).toMatchObject({ status: 'SUCCEEDED' });
  await expect(models.delete('passing')).rejects.toMatchObject({ code: 'MODEL_NOT_FOUND' });
  await expect(models.weights('passing')).rejects.toMatchObject({ code: 'MODEL_NOT_FOUND' });
  const other = await trained({ name: 'passing' });
  await models.delete(other.id);
  expect(await models.find(other.id)).toBeNull();
});

test('a model of the zoo is not deleted', async () => {
  const model = await trained({ name: 'of-the-zoo' });
  await store.transaction((tx) =>
    tx.model.updateMany({ where: { id: model.id }, data: { origin: 'ZOO' } }),
  );
  await expect(models.delete('of-the-zoo')).rejects.toMatchObject({ code: 'MODEL_PROTECTED' });
  expect(await models.find('of-the-zoo')).not.toBeNull();
});

test('weights that changed in the database are noticed', async () => {
  const model = await trained({ name: 'damaged' });
  await store.transaction((tx) =>
    tx.model.updateMany({ where: { id: model.id }, data: { weights: Uint8Array.of(1, 2, 4) } }),
  );
  await expect(models.weights('damaged')).rejects.toMatchObject({ code: 'WEIGHTS_CORRUPT' });
});

test('a slug is taken by a run that may yet become a model', async () => {
  const { id } = await runs.create(sampleRun({ name: 'planned' }));
  expect(await models.slugTaken('planned')).toBe(true);
  await runs.cancel(id);
  expect(await models.slugTaken('planned')).toBe(false);
});
