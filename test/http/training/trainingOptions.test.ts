import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { toGlobalId } from '../../../src/service/records/globalId.ts';
import { shapes, writeDataset } from '../../data/datasetFolder.ts';
import { sampleResult, sampleRun } from '../../store/sampleRun.ts';
import { startTestService, type TestService } from '../testService.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
  const tiny = shapes({ train: 24, test: 6, rows: 3, columns: 5, classes: 3 });
  await writeDataset(`${service.datasetsFolder}/tiny`, tiny);
  const large = shapes({ train: 24, test: 6, rows: 400, columns: 400, classes: 3 });
  await writeDataset(`${service.datasetsFolder}/large`, large);
});
afterAll(() => service.close());

interface Mistake {
  field: string;
  message: string;
  code: string;
}
interface Payload<Run> {
  trainModel: { run: Run | null; runs: Run[]; userErrors: Mistake[] };
}

async function ask<Run>(input: object, fields: string): Promise<Payload<Run>['trainModel']> {
  const { data } = await service.ask<Payload<Run>>(
    `mutation ($input: TrainModelInput!) {
      trainModel(input: $input) {
        run { ${fields} } runs { ${fields} } userErrors { field message code }
      }
    }`,
    { input },
  );
  return data.trainModel;
}

async function countRuns(): Promise<number> {
  return (await service.store.runs.list({ first: 1, after: null, filter: {} })).totalCount;
}

const allOptions = `seed epochs batchSize learningRate schedule beta1 beta2 epsilon dropout weightDecay
  clipNorm evaluationInterval patience keep pixels binarizeThreshold engine`;
const lstm = { architecture: 'lstm-32' };

describe('the options of a run', () => {
  test('are stored and shown as they were asked for', async () => {
    const options = {
      ...{ seed: -5, epochs: 3, batchSize: 100, learningRate: 0.01, schedule: 'COSINE' },
      ...{ beta1: 0, beta2: 0.99, epsilon: 1e-6, dropout: 0.25, weightDecay: 0.5, clipNorm: 2.5 },
      ...{ evaluationInterval: 7, patience: 4, keep: 'BEST', engine: 'NATIVE' },
      ...{ pixels: 'BINARIZED', binarizeThreshold: 0 },
    };
    const { run, userErrors } = await ask({ ...lstm, ...options }, `options { ${allOptions} }`);
    expect(userErrors).toEqual([]);
    expect(run).toEqual({ options });
  });

  test('may have the network read grey values', async () => {
    const fields = 'options { pixels binarizeThreshold }';
    const { run } = await ask({ ...lstm, pixels: 'GREY' }, fields);
    expect(run).toEqual({ options: { pixels: 'GREY', binarizeThreshold: null } });
  });

  test('have the architecture’s own dropout, unless another is asked for', async () => {
    const architecture = 'lstm-128-dropout';
    const fields = 'architecture { slug } options { dropout }';
    const own = await ask<{ options: { dropout: number } }>({ architecture }, fields);
    expect(own.run).toMatchObject({ architecture: { slug: architecture } });
    expect(own.run!.options.dropout).toBeGreaterThan(0);
    const none = await ask({ architecture, dropout: 0 }, fields);
    expect(none.run).toMatchObject({
      architecture: { slug: architecture },
      options: { dropout: 0 },
    });
  });

  test('take explicit nulls for their defaults', async () => {
    const names = allOptions.split(/\s+/).filter((name) => name !== '');
    const nulls = Object.fromEntries(names.map((name) => [name, null]));
    const asked = await ask({ ...lstm, ...nulls, seeds: null }, `options { ${allOptions} }`);
    const plain = await ask(lstm, `options { ${allOptions} }`);
    expect(asked.userErrors).toEqual([]);
    expect(asked.run).toEqual(plain.run);
  });
});

test('a recipe may have every cell and start', async () => {
  const fields = 'architecture { slug cell batchNormalization initialization forgetBias }';
  const recipe = { units: 8, initialization: 'ZERO_CELL' };
  const rnn = await ask({ recipe: { cell: 'RNN', ...recipe } }, fields);
  expect(rnn.run).toMatchObject({
    architecture: { slug: 'custom-rnn-8', cell: 'RNN', initialization: 'ZERO_CELL' },
  });
  const lstmRecipe = { cell: 'LSTM', ...recipe, batchNormalization: true };
  const normalized = await ask({ recipe: lstmRecipe }, fields);
  expect(normalized.run).toMatchObject({
    architecture: { batchNormalization: true, initialization: 'ZERO_CELL', forgetBias: 0 },
  });
});

test('a model of the whole image is trained by its architecture', async () => {
  const { run } = await ask(
    { architecture: 'cnn' },
    'architecture { slug cell } options { dropout }',
  );
  expect(run).toEqual({ architecture: { slug: 'cnn', cell: null }, options: { dropout: 0 } });
});

const fraction = 'a number at least 0 and below 1';
const beta = 'a number at least 0 and at most 0.999999';
const rate = 'a number at least 1e-8 and at most 1';
const clip = 'a number at least 0.000001 and at most 1000000';
const dropout = '0, or a number at least 0.000001 and at most 0.95';
const decay = (least: string, most = '10') =>
  `0, or a number at least ${least} and at most ${most} (learningRate · weightDecay is how much a weight shrinks by, 1e-7 to 1)`;
const seedList = (length: number) => Array.from({ length }, (_, n) => n);
const notNative = 'an engine that has the network';

describe('refused, naming the argument, what was expected and what came:', () => {
  test.each<[object, field: string, expected: string, got: string]>([
    [{ epochs: 0 }, 'epochs', 'a whole number from 1 to 1000', '0'],
    [{ epochs: 1001 }, 'epochs', 'a whole number from 1 to 1000', '1001'],
    [{ batchSize: 0 }, 'batchSize', 'a whole number from 1 to 4096', '0'],
    [{ batchSize: 4097 }, 'batchSize', 'a whole number from 1 to 4096', '4097'],
    [{ learningRate: 0 }, 'learningRate', rate, '0'],
    [{ learningRate: 1e-300 }, 'learningRate', rate, '1e-300'],
    [{ learningRate: 1.5 }, 'learningRate', rate, '1.5'],
    [{ beta1: 1 }, 'beta1', beta, '1'],
    [{ beta1: -0.1 }, 'beta1', beta, '-0.1'],
    [{ beta2: 1 }, 'beta2', beta, '1'],
    [{ beta2: 1 - 2 ** -53 }, 'beta2', beta, '0.9999999999999999'],
    [{ beta2: -1 }, 'beta2', beta, '-1'],
    [{ epsilon: 0 }, 'epsilon', 'a number at least 1e-30 and at most 1', '0'],
    [{ epsilon: 2 }, 'epsilon', 'a number at least 1e-30 and at most 1', '2'],
    [{ dropout: -0.1 }, 'dropout', dropout, '-0.1'],
    [{ dropout: 1e-10 }, 'dropout', dropout, '1e-10'],
    [{ dropout: 1 }, 'dropout', dropout, '1'],
    [{ weightDecay: -1 }, 'weightDecay', decay('0.0001'), '-1'],
    [{ weightDecay: 1e-5 }, 'weightDecay', decay('0.0001'), '0.00001'],
    [{ weightDecay: 1e-6, learningRate: 0.03 }, 'weightDecay', decay('0.0000033'), '0.000001'],
    [{ weightDecay: 3, learningRate: 0.5 }, 'weightDecay', decay('2e-7', '2'), '3'],
    [{ weightDecay: 11 }, 'weightDecay', decay('0.0001'), '11'],
    [{ clipNorm: 0 }, 'clipNorm', clip, '0'],
    [{ clipNorm: -1 }, 'clipNorm', clip, '-1'],
    [{ clipNorm: 1e-300 }, 'clipNorm', clip, '1e-300'],
    [{ clipNorm: 1e300 }, 'clipNorm', clip, '1e+300'],
    [{ evaluationInterval: 0 }, 'evaluationInterval', 'a whole number from 1 to 2147483647', '0'],
    [{ patience: 0 }, 'patience', 'a whole number from 1 to 1000', '0'],
    [{ patience: 1001 }, 'patience', 'a whole number from 1 to 1000', '1001'],
    [{ binarizeThreshold: 1 }, 'binarizeThreshold', fraction, '1'],
    [{ binarizeThreshold: -0.5 }, 'binarizeThreshold', fraction, '-0.5'],
    [
      { pixels: 'GREY', binarizeThreshold: 0.1 },
      ...(['binarizeThreshold', 'none with pixels: GREY', '0.1'] as const),
    ],
    [{ seeds: [] }, 'seeds', '1 to 20 seeds', 'none'],
    [{ seeds: seedList(21) }, 'seeds', '1 to 20 seeds', '21'],
    [{ seeds: Array<number>(21).fill(3) }, 'seeds', '1 to 20 seeds', '21'],
    [{ seeds: [3, 1, 3] }, 'seeds', 'each once', '3 twice'],
    [{ seed: 1, seeds: [1] }, 'seeds', 'either input.seeds or input.seed', 'both'],
    [
      { seeds: [7], name: 'x'.repeat(58) },
      ...(['name', 'at most 57 characters, as the models are called NAME-seed-N', '58'] as const),
    ],
    [
      { architecture: 'cnn', dropout: 0.5 },
      ...(['dropout', 'nothing or 0 (only recurrent layers have dropout)', '0.5'] as const),
    ],
    [
      { architecture: 'linear', engine: 'NATIVE' },
      ...(['engine', notNative, 'NATIVE (it has no whole-image models)'] as const),
    ],
    [
      { architecture: 'rnn-64', engine: 'NATIVE' },
      ...(['engine', notNative, 'NATIVE (it has no vanilla cell)'] as const),
    ],
    [
      { architecture: 'lstm-128-batch-norm', engine: 'NATIVE' },
      ...(['engine', notNative, 'NATIVE (it has no batch normalization)'] as const),
    ],
    [
      { architecture: 'cnn', dataset: 'tiny' },
      ...(['dataset', 'images of at least 4 × 4 pixels for this architecture', '3 × 5'] as const),
    ],
    [
      { architecture: 'mlp-1', dataset: 'large' },
      ...(['architecture', 'a network of at most 4000000 parameters', '5120131'] as const),
    ],
    [
      { architecture: 'linear', dataset: 'large', batchSize: 512 },
      ...([
        'batchSize',
        'at most 419, as this network on these images takes 160000 values an example',
        '512',
      ] as const),
    ],
  ])('%j', async (input, field, expected, got) => {
    const before = await countRuns();
    const { run, runs, userErrors } = await ask({ ...lstm, ...input }, 'id');
    const message = `input.${field}: expected ${expected}, got ${got}`;
    expect(userErrors).toEqual([{ field: `input.${field}`, message, code: 'INVALID_ARGUMENT' }]);
    expect([run, runs]).toEqual([null, []]);
    expect(await countRuns()).toBe(before);
  });

  test.each(['lstm-32', 'cnn'])('%j as a name, which is the zoo’s', async (name) => {
    const { userErrors } = await ask({ ...lstm, name }, 'id');
    const message = `input.name: expected a name that the zoo does not keep for itself, got "${name}"`;
    expect(userErrors).toEqual([{ field: 'input.name', message, code: 'NAME_TAKEN' }]);
  });

  test('every mistake at once', async () => {
    const input = {
      ...{ epochs: 0, beta1: 2, clipNorm: 0, patience: 0, seeds: [], name: 'lstm-32' },
      ...{ pixels: 'GREY', binarizeThreshold: 0.5, dataset: 'none', dropout: 7 },
    };
    const { userErrors } = await ask({ ...lstm, ...input }, 'id');
    expect(userErrors.map(({ field }) => field.replace('input.', '')).sort()).toEqual([
      ...['beta1', 'binarizeThreshold', 'clipNorm', 'dataset', 'dropout', 'epochs', 'name'],
      ...['patience', 'seeds'],
    ]);
  });

  test('every mistake in a recipe, beside those in options, seeds and data set', async () => {
    const recipe = { cell: 'RNN', units: 0, layers: 9, forgetBias: 1, resetAfter: true };
    const input = { recipe, seed: 1, seeds: [2, 2], dataset: 'none', learningRate: 1e-300 };
    const { run, userErrors } = await ask({ ...input, batchSize: -1 }, 'id');
    expect(run).toBeNull();
    expect(userErrors.map(({ field }) => field.replace('input.', ''))).toEqual([
      ...['recipe.units', 'recipe.layers', 'recipe.forgetBias', 'recipe.resetAfter'],
      ...['seeds', 'seeds', 'batchSize', 'learningRate', 'dataset'],
    ]);
    for (const { field, message } of userErrors) expect(message.split(':')[0]).toBe(field);
  });

  test.each<[object, string[]]>([
    [{ architecture: 'gru-32', recipe: { cell: 'GRU', units: 0 } }, ['recipe', 'recipe.units']],
    [{ recipe: { cell: 'RNN', units: 8 }, engine: 'NATIVE', dataset: '?' }, ['dataset', 'engine']],
    [
      { recipe: { cell: 'LSTM', units: 1024, layers: 4 }, batchSize: 4096, epochs: 0 },
      ['epochs', 'recipe', 'batchSize'],
    ],
    [
      { recipe: { cell: 'GRU', units: 8, initialization: 'ZERO_CELL', gateBias: 99 }, name: '?' },
      ['recipe.gateBias', 'name'],
    ],
  ])('what does not follow from another mistake: %j', async (input, fields) => {
    const { userErrors } = await ask(input, 'id');
    expect(userErrors.map(({ field }) => field.replace('input.', ''))).toEqual(fields);
  });

  test('but not the smallest and largest that do something', async () => {
    for (const options of [
      { learningRate: 1e-8, weightDecay: 10, clipNorm: 1e-6, dropout: 1e-6, beta1: 0.999999 },
      { learningRate: 1, weightDecay: 1e-7, clipNorm: 1e6, dropout: 0.95, epsilon: 1e-30 },
    ]) {
      expect((await ask({ ...lstm, ...options }, 'id')).userErrors).toEqual([]);
    }
  });
});

test('a run that ended before its last step says so, and which weights it kept', async () => {
  const { store } = service;
  const end = async (result: object) => {
    const { id } = await store.runs.create(sampleRun());
    const begun = await store.runs.beginAttempt(id);
    await store.attempt(id, begun!.attempt).succeed(sampleResult(result));
    const { data } = await service.ask<{ run: object }>(
      `query ($id: ID!) {
        run(id: $id) { status step totalSteps progress stoppedEarly keptStep }
      }`,
      { id: toGlobalId('Run', id) },
    );
    return data.run;
  };
  const succeeded = { status: 'SUCCEEDED', totalSteps: 2149, progress: 1 };
  const early = { step: 900, keptStep: 600 };
  expect(await end(early)).toEqual({ ...succeeded, ...early, stoppedEarly: true });
  const whole = { step: 2149, keptStep: 2149 };
  expect(await end(whole)).toEqual({ ...succeeded, ...whole, stoppedEarly: false });
});

describe('a request for several seeds', () => {
  interface Run {
    id: string;
    name: string | null;
    options: { seed: number };
    series: { id: string; runs: { id: string }[] };
  }
  const fields = 'id name options { seed } series { id runs { id } }';

  test('makes a run for each, in their order, which know each other', async () => {
    const { run, runs } = await ask<Run>({ ...lstm, name: 'several', seeds: [3, -1, 2] }, fields);
    expect(run).toEqual(runs[0]);
    expect(runs.map(({ options }) => options.seed)).toEqual([3, -1, 2]);
    expect(runs.map(({ name }) => name)).toEqual([
      'several-seed-3',
      'several-seed--1',
      'several-seed-2',
    ]);
    const ids = runs.map(({ id }) => id);
    for (const { series } of runs) expect(series.runs.map(({ id }) => id)).toEqual(ids);
    expect(new Set(runs.map(({ series }) => series.id)).size).toBe(1);

    const listed = await service.ask<{ runs: { nodes: { id: string }[] }; node: object }>(
      `query ($series: ID!) {
        runs(filter: { series: $series }) { nodes { id } }
        node(id: $series) { __typename id ... on RunSeries { runs { id } } }
      }`,
      { series: run!.series.id },
    );
    expect(listed.data.runs.nodes.map(({ id }) => id)).toEqual([...ids].reverse());
    expect(listed.data.node).toEqual({ __typename: 'RunSeries', ...run!.series });
  });

  test('of one seed is a series too, and without a name has none', async () => {
    const { runs } = await ask<Run>({ ...lstm, seeds: [4] }, fields);
    expect(runs).toMatchObject([{ name: null, options: { seed: 4 } }]);
    expect(runs[0]!.series.runs).toEqual([{ id: runs[0]!.id }]);
  });

  test('makes none where one of their names is taken', async () => {
    await ask({ ...lstm, name: 'wanted-seed-2' }, 'id');
    const before = await countRuns();
    const { runs, userErrors } = await ask({ ...lstm, name: 'wanted', seeds: [1, 2, 3] }, 'id');
    expect(runs).toEqual([]);
    expect(userErrors).toMatchObject([
      {
        code: 'NAME_TAKEN',
        message: 'input.name: expected a name that no model or run has, got "wanted-seed-2"',
      },
    ]);
    expect(await countRuns()).toBe(before);
  });

  test('at the same time as another for the same names makes all of its runs or none', async () => {
    const request = { ...lstm, name: 'contested', seeds: [1, 2, 3] };
    const before = await countRuns();
    const answers = await Promise.all([ask(request, 'id'), ask(request, 'id'), ask(request, 'id')]);
    expect(answers.map(({ runs }) => runs.length).sort()).toEqual([0, 0, 3]);
    for (const { runs, userErrors } of answers) {
      expect(userErrors.map(({ code }) => code)).toEqual(runs.length > 0 ? [] : ['NAME_TAKEN']);
    }
    expect(await countRuns()).toBe(before + 3);
  });

  test('costs what is asked of each of its runs', async () => {
    const nested = 'series { runs { series { runs { series { runs { id } } } } } }';
    const [code] = await service.askInVain(`{ run(id: "x") { ${nested} } }`);
    expect(code).toBe('QUERY_TOO_LARGE');
  });

  test('a series is filtered by its own id only', async () => {
    const filter = (series: string) =>
      service.askInVain(`{ runs(filter: { series: "${series}" }) { totalCount } }`);
    expect(await filter('x')).toEqual([
      'INVALID_ID',
      'filter.series: expected the global id of a RunSeries, got "x"',
    ]);
  });
});
