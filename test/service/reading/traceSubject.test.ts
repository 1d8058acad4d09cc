import { afterAll, expect, test } from 'vitest';

import { initialParameters } from '../../../src/networks/initialParameters.ts';
import { modelSubject, snapshotSubject } from '../../../src/service/reading/traceSubject.ts';
import { openStore } from '../../../src/store/store.ts';
import { addModel, newRun } from '../../http/testService.ts';
import { openTestDatabase } from '../../postgres/testDatabase.ts';

const database = await openTestDatabase();
const store = await openStore(database.url);
afterAll(async () => {
  await store.close();
  await database.drop();
});

const gru = { cell: 'GRU', units: 4 } as const;

test('a model is looked into with its weights, known by their hash', async () => {
  const model = await addModel({ store }, gru, { seed: 3 });
  const subject = modelSubject(model, store.models);
  expect(await subject.load()).toEqual(initialParameters(model.network, 3));
  const other = { ...model, weights: { ...model.weights, sha256: 'b'.repeat(64) } };
  expect(modelSubject(other, store.models).weightsKey).not.toBe(subject.weightsKey);
});

test('weights that are not those that were stored are not looked into', async () => {
  const model = await addModel({ store }, gru);
  const weights = new Uint8Array(model.weights.bytes);
  await store.transaction((tx) => tx.model.update({ where: { id: model.id }, data: { weights } }));
  await expect(modelSubject(model, store.models).load()).rejects.toMatchObject({
    code: 'WEIGHTS_CORRUPT',
  });
});

test('a snapshot is looked into with the weights of its step', async () => {
  const { id, network } = await store.runs.create(newRun(gru));
  const run = (await store.runs.beginAttempt(id))!;
  const attempt = store.attempt(id, run.attempt);
  for (const step of [0, 100]) {
    const parameters = initialParameters(network, step);
    await attempt.record({ step, curvePoints: [], snapshot: { step, parameters } });
  }
  const [first, last, none] = [0, 100, 50].map((step) =>
    snapshotSubject({ run, step }, store.snapshots),
  );
  expect(await first!.load()).toEqual(initialParameters(network, 0));
  expect(await last!.load()).toEqual(initialParameters(network, 100));
  expect(first!.weightsKey).not.toBe(last!.weightsKey);
  expect(first!.weightsBytes).toBe((await first!.load()).byteLength);
  await expect(none!.load()).rejects.toMatchObject({ code: 'SNAPSHOT_NOT_FOUND' });
});
