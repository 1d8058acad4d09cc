import { expect, test } from 'vitest';

import { initialParameters } from '../../src/networks/initialParameters.ts';
import { ModelWeights } from '../../src/resolvers/modelWeights.ts';
import type { Models } from '../../src/store/models.ts';
import type { ModelRecord } from '../../src/store/records.ts';
import { weightsFile } from '../http/testService.ts';
import { modelRecord } from './samples.ts';

/** The store's part that gives weights, and the ids of those that it was asked for. */
function scriptedModels(): { models: Models; loaded: string[] } {
  const loaded: string[] = [];
  const weights = (id: string) => {
    loaded.push(id);
    return Promise.resolve(weightsFile(modelRecord().network, 1));
  };
  return { models: { weights } as unknown as Models, loaded };
}

function model(id: string, bytes = 10, sha256 = id): ModelRecord {
  return modelRecord({ id, weights: { bytes, sha256 } });
}

test('weights are loaded once, also for two at the same time', async () => {
  const { models, loaded } = scriptedModels();
  const weights = new ModelWeights(models);
  const [first, second] = await Promise.all([weights.of(model('a')), weights.of(model('a'))]);
  expect(await weights.of(model('a'))).toBe(first);
  expect(second).toBe(first);
  expect(first.parameters).toEqual(initialParameters(modelRecord().network, 1));
  expect(loaded).toEqual(['a']);
});

test('the least recently used make room, but never the one in use', async () => {
  const { models, loaded } = scriptedModels();
  const weights = new ModelWeights(models, 25);
  for (const id of ['a', 'b', 'a', 'c', 'a', 'b']) await weights.of(model(id));
  expect(loaded).toEqual(['a', 'b', 'c', 'b']);
  await weights.of(model('huge', 100));
  await weights.of(model('huge', 100));
  expect(loaded).toEqual(['a', 'b', 'c', 'b', 'huge']);
});

test('other weights under the same id are loaded anew', async () => {
  const { models, loaded } = scriptedModels();
  const weights = new ModelWeights(models);
  await weights.of(model('a', 10, 'before'));
  await weights.of(model('a', 10, 'after'));
  expect(loaded).toEqual(['a', 'a']);
});

test('a failure is not kept', async () => {
  let files = [Uint8Array.of(1), weightsFile(modelRecord().network, 1)];
  const next = () => {
    const [file, ...rest] = files;
    files = rest;
    return Promise.resolve(file);
  };
  const weights = new ModelWeights({ weights: next } as unknown as Models);
  await expect(weights.of(model('a'))).rejects.toMatchObject({ code: 'WEIGHTS_CORRUPT' });
  expect((await weights.of(model('a'))).parameters.length).toBeGreaterThan(0);
});
