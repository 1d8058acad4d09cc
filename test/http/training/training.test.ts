import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { toGlobalId } from '../../../src/service/records/globalId.ts';
import type { CurvePointRecord } from '../../../src/store/records.ts';
import { shapes, writeDataset } from '../../data/datasetFolder.ts';
import { addModel, evaluation, startTestService, type TestService } from '../testService.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.close());

interface RunAnswer {
  id: string;
  status: string;
  [field: string]: unknown;
}

interface PayloadOf<Fields> {
  [mutation: string]: Fields & { userErrors: { field: string; message: string; code: string }[] };
}

const nowhere = 'UnVuOjAxYTIwYzczLThhNzItNzAwMC1hOGNhLWEzNjhiN2M3MGMxMA';

/** What names no run, and the code of the mistake. */
const notRuns = [
  ['a run that there is not', nowhere, 'RUN_NOT_FOUND'],
  ['the id of a model', toGlobalId('Model', '01a20c73-8a72-7000-a8ca-a368b7c70c10'), 'INVALID_ID'],
  ['a text', 'x', 'INVALID_ID'],
] as const;

async function train(input: object, fields = 'id status'): Promise<RunAnswer> {
  const { data } = await service.ask<PayloadOf<{ run: RunAnswer }>>(
    `mutation ($input: TrainModelInput!) {
      trainModel(input: $input) { run { ${fields} } userErrors { field message code } }
    }`,
    { input },
  );
  expect(data['trainModel']?.userErrors).toEqual([]);
  return data['trainModel']?.run as RunAnswer;
}

describe('trainModel', () => {
  test('queues a run with the defaults of the schema, all of them shown', async () => {
    const run = await train(
      { architecture: 'gru-3x32' },
      `id name status dataset datasetSha256 step totalSteps progress attempt engine evaluation { accuracy }
       error { code } waitingReason startedAt finishedAt model { slug } curve { step }
       options { seed epochs batchSize learningRate schedule beta1 beta2 epsilon dropout weightDecay clipNorm
         evaluationInterval patience keep pixels binarizeThreshold engine }
       series { id } stoppedEarly keptStep
       architecture { slug cell units layers resetAfter forgetBias gateBias head inputProjection }`,
    );
    const { id, ...rest } = run;
    const { sha256 } = await service.catalog.load('mnist');
    expect(rest).toEqual({
      name: null,
      status: 'QUEUED',
      dataset: 'mnist',
      datasetSha256: sha256,
      step: 0,
      totalSteps: 2149,
      progress: 0,
      attempt: 0,
      engine: null,
      evaluation: null,
      error: null,
      waitingReason: null,
      startedAt: null,
      finishedAt: null,
      model: null,
      curve: [],
      options: {
        seed: 1,
        epochs: 10,
        batchSize: 256,
        learningRate: 0.001,
        schedule: 'CONSTANT',
        beta1: 0.9,
        beta2: 0.999,
        epsilon: 1e-8,
        dropout: 0,
        weightDecay: 0,
        clipNorm: null,
        evaluationInterval: 100,
        patience: null,
        keep: 'LAST',
        pixels: 'BINARIZED',
        binarizeThreshold: 0.1,
        engine: 'AUTO',
      },
      series: null,
      stoppedEarly: false,
      keptStep: null,
      architecture: {
        slug: 'gru-3x32',
        cell: 'GRU',
        units: 32,
        layers: 3,
        resetAfter: true,
        forgetBias: null,
        gateBias: 1,
        head: 'RESULTS',
        inputProjection: false,
      },
    });
    const { data } = await service.ask<{ node: object; run: object }>(
      `query ($id: ID!) { node(id: $id) { __typename id ... on Run { status } } run(id: $id) { id } }`,
      { id },
    );
    expect(data).toEqual({ node: { __typename: 'Run', id, status: 'QUEUED' }, run: { id } });
  });

  test('takes explicit nulls for the defaults', async () => {
    const nulls = { name: null, dataset: null, seed: null, epochs: null, engine: null };
    const run = await train(
      { architecture: 'lstm-32', recipe: null, ...nulls },
      'id status dataset options { seed epochs engine }',
    );
    expect(run).toMatchObject({
      dataset: 'mnist',
      options: { seed: 1, epochs: 10, engine: 'AUTO' },
    });
  });

  test('takes a recipe of one’s own, on a data set of one’s own', async () => {
    const files = shapes({ train: 24, test: 6, rows: 8, columns: 12, classes: 3 });
    await writeDataset(`${service.datasetsFolder}/shapes`, files);
    const recipe = { cell: 'LSTM', units: 5, layers: 2, forgetBias: 0.5, head: 'ASSIGNMENT' };
    const run = await train(
      { recipe, dataset: 'shapes', epochs: 3, batchSize: 4, seed: -7, engine: 'TENSORFLOW' },
      `id status dataset totalSteps options { seed engine }
       architecture { slug title forgetBias gateBias head }`,
    );
    expect(run).toMatchObject({
      dataset: 'shapes',
      // Of 24 training images 2 are for validation.
      totalSteps: Math.ceil((3 * 22) / 4),
      options: { seed: -7, engine: 'TENSORFLOW' },
      architecture: {
        slug: 'custom-lstm-2x5',
        forgetBias: 0.5,
        gateBias: null,
        head: 'ASSIGNMENT',
      },
    });
  });

  test('refuses a broken data set, naming the file, and lists it as broken', async () => {
    const { testLabels: _, ...files } = shapes();
    await writeDataset(`${service.datasetsFolder}/half`, files);
    const { data } = await service.ask<PayloadOf<{ run: null }>>(
      `mutation { trainModel(input: { architecture: "lstm-32", dataset: "half" }) {
        run { id } userErrors { field message code }
      } }`,
    );
    const problem =
      'half: expected a file t10k-labels-idx1-ubyte, got none: the folder holds "t10k-images-idx3-ubyte", "train-images-idx3-ubyte", "train-labels-idx1-ubyte"';
    expect(data['trainModel']).toMatchObject({
      run: null,
      userErrors: [{ field: 'input.dataset', code: 'DATASET_BROKEN', message: problem }],
    });
    const listed = await service.ask<{ datasets: { name: string }[]; brokenDatasets: object[] }>(
      '{ datasets { name } brokenDatasets { name problem } }',
    );
    expect(listed.data.brokenDatasets).toEqual([{ name: 'half', problem }]);
    expect(listed.data.datasets.map(({ name }) => name)).not.toContain('half');
  });

  test('of two requests for one name at the same time one gets it', async () => {
    const ask = () =>
      service.ask<PayloadOf<{ run: RunAnswer | null }>>(
        `mutation { trainModel(input: { architecture: "lstm-32", name: "wanted" }) {
          run { id } userErrors { field message code }
        } }`,
      );
    const payloads = (await Promise.all([ask(), ask(), ask()])).map(
      ({ data }) => data['trainModel'],
    );
    const [made, ...refused] = payloads.sort(
      (a, b) => (a?.userErrors.length ?? 0) - (b?.userErrors.length ?? 0),
    );
    expect(made?.run).not.toBeNull();
    for (const payload of refused) {
      expect(payload?.run).toBeNull();
      expect(payload?.userErrors).toEqual([
        {
          field: 'input.name',
          message: 'input.name: expected a name that no model or run has, got "wanted"',
          code: 'NAME_TAKEN',
        },
      ]);
    }
  });
});

test.each(['', 'x', '\0', nowhere, Buffer.from('Image:1').toString('base64url')])(
  'what has the id %j is null',
  async (id) => {
    const query = `query ($id: ID!) {
      node(id: $id) { id } run(id: $id) { id } model(model: $id) { id } snapshot(run: $id, step: 0) { step }
    }`;
    const nothing = { node: null, run: null, model: null, snapshot: null };
    expect(await service.ask(query, { id })).toEqual({ data: nothing });
  },
);

describe('cancelRun', () => {
  const mutation = `mutation ($run: ID!) {
    cancelRun(input: { run: $run }) { run { status queuePosition } userErrors { field message code } }
  }`;
  const cancel = async (run: string) => {
    const { data } = await service.ask<PayloadOf<{ run: RunAnswer | null }>>(mutation, { run });
    return data['cancelRun'];
  };

  test('ends a queued run, once', async () => {
    const { id } = await train({ architecture: 'lstm-32' });
    expect(await cancel(id)).toEqual({
      run: { status: 'CANCELED', queuePosition: null },
      userErrors: [],
    });
    expect(await cancel(id)).toMatchObject({
      run: null,
      userErrors: [
        {
          field: 'input.run',
          message: 'input.run: expected a run that has not ended, got one that is CANCELED',
          code: 'RUN_FINISHED',
        },
      ],
    });
  });

  test.each(notRuns)('of %s is a mistake', async (_kind, run, code) => {
    expect(await cancel(run)).toMatchObject({
      run: null,
      userErrors: [{ field: 'input.run', code }],
    });
  });
});

describe('deleteRun', () => {
  const remove = async (run: string) => {
    const { data } = await service.ask<PayloadOf<{ deletedRun: string | null }>>(
      `mutation ($run: ID!) {
        deleteRun(input: { run: $run }) { deletedRun userErrors { field message code } }
      }`,
      { run },
    );
    return data['deleteRun'];
  };
  const refused = (code: string, message: string) => ({
    deletedRun: null,
    userErrors: [{ field: 'input.run', message: `input.run: expected ${message}`, code }],
  });

  test('deletes a run that has ended, with its curve, snapshots and checkpoint', async () => {
    const { id } = await train({ architecture: 'lstm-32' });
    const waiting = 'a run that has ended, got one that is QUEUED';
    expect(await remove(id)).toEqual(refused('RUN_NOT_FINISHED', waiting));
    await service.ask(`mutation { cancelRun(input: { run: "${id}" }) { run { id } } }`);
    expect(await remove(id)).toEqual({ deletedRun: id, userErrors: [] });
    const { data } = await service.ask(
      'query ($id: ID!) { run(id: $id) { id } node(id: $id) { id } }',
      { id },
    );
    expect(data).toEqual({ run: null, node: null });
    expect(await remove(id)).toEqual(
      refused('RUN_NOT_FOUND', `the global id of a run, got "${id}"`),
    );
  });

  test('refuses one whose model is still there, which then goes on working', async () => {
    const model = await addModel(service, { cell: 'GRU', units: 2 }, { name: 'kept' });
    const run = toGlobalId('Run', model.runId ?? '');
    const own = 'a run whose model is deleted, got that of kept';
    expect(await remove(run)).toEqual(refused('RUN_HAS_MODEL', own));
    const asked = '{ model(model: "kept") { run { id snapshots { step } } } }';
    const before = await service.ask(asked);
    expect(before.data).toEqual({ model: { run: { id: run, snapshots: [{ step: 2149 }] } } });

    await service.ask('mutation { deleteModel(input: { model: "kept" }) { deletedModel } }');
    expect(await remove(run)).toEqual({ deletedRun: run, userErrors: [] });
    const snapshot = await service.ask(`{ snapshot(run: "${run}", step: 2149) { step } }`);
    expect(snapshot.data).toEqual({ snapshot: null });
    const [code] = await service.askInVain(`{ learningCurves(runs: ["${run}"]) { svg } }`);
    expect(code).toBe('RUN_NOT_FOUND');
  });

  test('leaves the other runs of a series', async () => {
    const fields = 'id series { id runs { id } }';
    const first = await train({ architecture: 'lstm-32', seeds: [1, 2] }, fields);
    const { id: series, runs } = first['series'] as { id: string; runs: { id: string }[] };
    const ask = () =>
      service.ask<{ node: object | null }>(
        `{ node(id: "${series}") { ... on RunSeries { runs { id } } } }`,
      );
    for (const { id } of runs) {
      await service.ask(`mutation { cancelRun(input: { run: "${id}" }) { run { id } } }`);
    }
    await remove(first.id);
    expect((await ask()).data.node).toEqual({ runs: runs.slice(1) });
    await remove(runs[1]!.id);
    expect((await ask()).data.node).toBeNull();
  });

  test.each(notRuns)('of %s is a mistake', async (_kind, run, code) => {
    expect(await remove(run)).toMatchObject({
      deletedRun: null,
      userErrors: [{ field: 'input.run', code }],
    });
  });
});

describe('deleteModel', () => {
  const remove = async (model: string) => {
    const { data } = await service.ask<PayloadOf<{ deletedModel: string | null }>>(
      `mutation ($model: ID!) {
        deleteModel(input: { model: $model }) { deletedModel userErrors { field message code } }
      }`,
      { model },
    );
    return data['deleteModel'];
  };

  test('deletes a model; its run stays and says that it has none', async () => {
    const model = await addModel(service, { cell: 'GRU', units: 2 }, { name: 'short-lived' });
    const id = toGlobalId('Model', model.id);
    expect(await remove('short-lived')).toEqual({ deletedModel: id, userErrors: [] });
    const { data } = await service.ask(
      `query ($id: ID!, $run: ID!) {
        node(id: $id) { id } model(model: "short-lived") { id } run(id: $run) { status model { id } }
      }`,
      { id, run: toGlobalId('Run', model.runId ?? '') },
    );
    expect(data).toEqual({ node: null, model: null, run: { status: 'SUCCEEDED', model: null } });
  });

  test('of a model that there is not is a mistake', async () => {
    expect(await remove('nobody')).toEqual({
      deletedModel: null,
      userErrors: [
        {
          field: 'input.model',
          message: 'input.model: expected the slug or global id of a model, got "nobody"',
          code: 'MODEL_NOT_FOUND',
        },
      ],
    });
  });
});

describe('a run that has succeeded', () => {
  const at = (step: number, split: 'TRAIN' | 'TEST'): CurvePointRecord => ({
    split,
    step,
    crossEntropy: 1 / step,
    accuracy: split === 'TEST' ? step / 1000 : null,
  });
  const steps = [100, 200, 300, 400, 500];
  let run: string;
  beforeAll(async () => {
    const curvePoints = steps.flatMap((step) => [at(step, 'TRAIN'), at(step, 'TEST')]);
    const model = await addModel(service, { cell: 'GRU', units: 3 }, { name: 'done', curvePoints });
    run = toGlobalId('Run', model.runId ?? '');
  });

  const curve = async (args: string) => {
    const query = `query ($run: ID!) { run(id: $run) { curve${args} { step value } } }`;
    return service.ask<{ run: { curve: { step: number; value: number }[] } }>(query, { run });
  };

  test('has its model and evaluation, with an interval around the accuracy', async () => {
    const { data } = await service.ask<{ run: { evaluation: { accuracyInterval: number[] } } }>(
      `query ($run: ID!) { run(id: $run) {
        name status progress step datasetSha256 model { slug datasetSha256 run { id } }
        evaluation { split examples crossEntropy accuracy accuracyInterval confusion }
      } }`,
      { run },
    );
    const datasetSha256 = 'a'.repeat(64);
    expect(data.run).toMatchObject({
      name: 'done',
      status: 'SUCCEEDED',
      progress: 1,
      step: 2149,
      datasetSha256,
      model: { slug: 'done', datasetSha256, run: { id: run } },
      evaluation,
    });
    const [lower = NaN, upper = NaN] = data.run.evaluation.accuracyInterval;
    expect(lower).toBeCloseTo(0.9599, 4);
    expect(upper).toBeCloseTo(0.9672, 4);
  });

  test('gives its curve, whole or thinned', async () => {
    const whole = await curve('');
    expect(whole.data.run.curve).toEqual(steps.map((step) => ({ step, value: step / 1000 })));
    const thin = await curve('(split: TRAIN, metric: CROSS_ENTROPY, maxPoints: 3)');
    expect(thin.data.run.curve).toEqual([100, 300, 500].map((step) => ({ step, value: 1 / step })));
  });

  test('has no accuracy on TRAIN, and no curve of one point', async () => {
    const train = await curve('(split: TRAIN)');
    expect(train.errors?.[0]).toMatchObject({
      message:
        'metric: expected CROSS_ENTROPY on TRAIN, where accuracy is not measured, got "ACCURACY"',
      extensions: { code: 'INVALID_ARGUMENT', argument: 'metric' },
    });
    const one = await curve('(maxPoints: 1)');
    expect(one.errors?.[0]?.message).toBe(
      'maxPoints: expected a whole number from 2 to 10000, got 1',
    );
  });
});
