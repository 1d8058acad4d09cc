import { afterAll, beforeAll, expect, test } from 'vitest';

import { mostUnfinishedRuns } from '../../../src/store/records.ts';
import { newRun, startTestService, type TestService } from '../testService.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.close());

const TRAIN = `mutation { trainModel(input: { architecture: "lstm-32" }) {
  run { id } userErrors { field message code }
} }`;
interface Answer {
  trainModel: { run: { id: string } | null; userErrors: object[] };
}
const train = async () => (await service.ask<Answer>(TRAIN)).data.trainModel;

test('as many runs as may wait can be asked for, and then more when some have ended', async () => {
  const { store, queue } = service;
  const run = newRun({ cell: 'LSTM', units: 2 });
  const first = await store.runs.create(run);
  await store.transaction(async (tx) => {
    for (let count = 3; count <= mostUnfinishedRuns; count++) await store.runs.create(run, tx);
  });

  const answers = await Promise.all([train(), train(), train()]);
  const made = answers.filter(({ run: queued }) => queued !== null);
  expect(made).toHaveLength(1);
  for (const { run: queued, userErrors } of answers) {
    if (queued !== null) continue;
    expect(userErrors).toEqual([
      {
        field: null,
        message:
          'Expected at most 1000 runs that have not ended, got 1000 and one more; cancel some or wait',
        code: 'QUEUE_FULL',
      },
    ]);
  }
  await queue.cancel(first.id);
  const series = TRAIN.replace('input: {', 'input: { seeds: [1, 2],');
  const { trainModel } = (await service.ask<Answer>(series)).data;
  expect(trainModel).toMatchObject({ run: null, userErrors: [{ code: 'QUEUE_FULL' }] });
  expect(await store.runs.jobs.unfinished()).toHaveLength(mostUnfinishedRuns - 1);
  expect((await train()).userErrors).toEqual([]);
  expect(await store.runs.jobs.unfinished()).toHaveLength(mostUnfinishedRuns);
});
