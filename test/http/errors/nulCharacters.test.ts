import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { addModel, startTestService, type TestService } from '../testService.ts';

// Postgres has no texts with NUL in them and would answer with an error of its own.
const NUL = '\0';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
  await addModel(service, { cell: 'LSTM', units: 2 });
});
afterAll(() => service.close());

describe('a NUL in', () => {
  test.each([NUL, `lstm${NUL}`, 'x'.repeat(65), 'Ä'])('a model, %j, finds none', async (model) => {
    const query = 'query ($model: ID!) { model(model: $model) { id } }';
    expect(await service.ask(query, { model })).toEqual({ data: { model: null } });
  });

  test.each(['runs', 'models'])('a filter of %s meets nothing', async (list) => {
    const filterType = list === 'runs' ? 'RunFilter' : 'ModelFilter';
    const query = `query ($filter: ${filterType}!) { list: ${list}(filter: $filter) { totalCount nodes { id } } }`;
    for (const filter of [{ architecture: NUL }, { dataset: `mnist${NUL}` }]) {
      const answer = await service.ask(query, { filter });
      expect(answer).toEqual({ data: { list: { totalCount: 0, nodes: [] } } });
    }
    const all = await service.ask(query, { filter: {} });
    expect(all.data).toMatchObject({ list: { totalCount: 1 } });
  });

  test.each([
    ['deleteModel', 'DeleteModelInput', { model: NUL }, 'input.model', 'MODEL_NOT_FOUND'],
    ['cancelRun', 'CancelRunInput', { run: NUL }, 'input.run', 'INVALID_ID'],
    ['deleteRun', 'DeleteRunInput', { run: NUL }, 'input.run', 'INVALID_ID'],
    [
      'trainModel',
      'TrainModelInput',
      { architecture: 'lstm-32', dataset: NUL },
      'input.dataset',
      'DATASET_NOT_FOUND',
    ],
    [
      'trainModel',
      'TrainModelInput',
      { architecture: NUL },
      'input.architecture',
      'ARCHITECTURE_NOT_FOUND',
    ],
    [
      'trainModel',
      'TrainModelInput',
      { architecture: 'lstm-32', name: NUL },
      'input.name',
      'INVALID_ARGUMENT',
    ],
  ])('the input of %s is a mistake', async (mutation, inputType, input, field, code) => {
    const query = `mutation ($input: ${inputType}!) { made: ${mutation}(input: $input) { userErrors { field code } } }`;
    const answer = await service.ask(query, { input });
    expect(answer).toEqual({ data: { made: { userErrors: [{ field, code }] } } });
  });

  test.each([
    '/models/%00/weights.safetensors',
    '/tensors/head.logits.npy?model=%00&dataset=mnist&index=0',
    '/tensors/head.logits.npy?model=tiny&dataset=%00&index=0',
    '/%00',
  ])('%s leads nowhere', async (path) => {
    expect((await service.get(path)).status).toBe(404);
  });
});
