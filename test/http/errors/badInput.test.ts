import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { encodePng } from '../../../src/formats/png.ts';
import { architectures } from '../../../src/zoo/architectures.ts';
import { shapes, writeDataset } from '../../data/datasetFolder.ts';
import { addModel, startTestService, type TestService } from '../testService.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
  await addModel(service, { cell: 'LSTM', units: 4 }, { name: 'tiny' });
});
afterAll(() => service.close());

const asked = `query ($image: ImageInput!, $model: ID!) {
  hiddenStates(image: $image, model: $model) { values }
}`;
const blank = Array<number>(784).fill(0);
const first = { example: { index: 0 } };

function png(width: number, height: number): string {
  return Buffer.from(encodePng(width, height, new Uint8Array(width * height))).toString('base64');
}

describe('a query', () => {
  test.each<[string, object, string, string]>([
    [
      'an index out of range',
      { example: { index: 10_000 } },
      'EXAMPLE_NOT_FOUND',
      'image.example.index: expected a whole number from 0 to 9999 (TEST of "mnist"), got 10000',
    ],
    [
      'a negative index',
      { example: { index: -1, split: 'VALIDATION' } },
      'EXAMPLE_NOT_FOUND',
      'image.example.index: expected a whole number from 0 to 4999 (VALIDATION of "mnist"), got -1',
    ],
    [
      'an unknown data set',
      { example: { index: 0, dataset: 'fashion' } },
      'DATASET_NOT_FOUND',
      'image.example.dataset: expected mnist or a folder among the user data sets, got "fashion"',
    ],
    [
      '783 pixels',
      { pixels: blank.slice(1) },
      'INVALID_IMAGE',
      'image.pixels: expected k·28 numbers for the first k rows (k from 1 to 28), got 783',
    ],
    [
      'no pixel',
      { pixels: [] },
      'INVALID_IMAGE',
      'image.pixels: expected k·28 numbers for the first k rows (k from 1 to 28), got none',
    ],
    [
      'a pixel of 1.5',
      { pixels: [1.5, ...blank.slice(1)] },
      'INVALID_IMAGE',
      'image.pixels: expected numbers from 0 to 1, got 1.5 at index 0',
    ],
    [
      'a PNG that is none',
      { png: Buffer.from('GIF89a').toString('base64') },
      'INVALID_IMAGE',
      'image.png: expected a PNG file, got something else',
    ],
    [
      'a PNG that is not 28 wide',
      { png: png(27, 28) },
      'INVALID_IMAGE',
      'image.png: expected an image 28 pixels wide and 1 to 28 high, got 27 × 28',
    ],
    [
      'a PNG that is too high',
      { png: png(28, 29) },
      'INVALID_IMAGE',
      'image.png: expected an image 28 pixels wide and 1 to 28 high, got 28 × 29',
    ],
  ])('of %s', async (_kind, image, code, message) => {
    expect(await service.askInVain(asked, { image, model: 'tiny' })).toEqual([code, message]);
  });

  test.each([
    ['nothing', {}],
    ['two images', { ...first, pixels: blank }],
    ['null', { example: null }],
  ])('of %s instead of one image', async (_kind, image) => {
    const [code] = await service.askInVain(asked, { image, model: 'tiny' });
    expect(code).toBe('BAD_USER_INPUT');
  });

  test.each([
    ['a slug that no model has', 'nobody'],
    ['the id of something else', Buffer.from('Run:1').toString('base64url')],
    ['nothing', ''],
  ])('of %s for a model', async (_kind, model) => {
    expect(await service.askInVain(asked, { image: first, model })).toEqual([
      'MODEL_NOT_FOUND',
      `model: expected the slug or global id of a model, got "${model}"`,
    ]);
  });

  test.each([
    ['gates(IMAGE, t: 28) { inputGate { values } }', 't: expected a step from 0 to 27, got 28'],
    ['gates(IMAGE, t: -1) { inputGate { values } }', 't: expected a step from 0 to 27, got -1'],
    ['gates(IMAGE, layer: 1) { inputGate { name } }', 'layer: expected a layer from 0 to 0, got 1'],
    ['hiddenStates(IMAGE, units: [4]) { name }', 'units: expected units from 0 to 3, got 4'],
    ['hiddenStates(IMAGE, units: [1, 1]) { name }', 'units: expected each once, got 1 twice'],
    [
      'predictions(IMAGE, steps: { from: 28 }) { label }',
      'steps.from: expected a step from 0 to 27, got 28',
    ],
    [
      'trace(IMAGE) { activations(names: ["layers.0.updateGate"]) { name } }',
      'names: expected one of layers.0.inputGate, layers.0.forgetGate, layers.0.candidate, layers.0.outputGate, layers.0.cellState, layers.0.hiddenState, head.0.output, head.1.output, head.logits, head.probabilities, got "layers.0.updateGate"',
    ],
  ])('of %s', async (field, message) => {
    const query = `{ ${field.replace('IMAGE', 'image: { example: { index: 0 } }, model: "tiny"')} }`;
    expect(await service.askInVain(query)).toEqual(['INVALID_ARGUMENT', message]);
  });

  test.each([0, 33])('of a scale of %d', async (scale) => {
    const query = `{ image(image: { example: { index: 0 } }) { png(scale: ${scale}) } }`;
    expect(await service.askInVain(query)).toEqual([
      'INVALID_ARGUMENT',
      `scale: expected a whole number from 1 to 32, got ${scale}`,
    ]);
  });
});

describe('what is wrong in one of several is named by its place:', () => {
  const wrong = { example: { index: 10_000 } };
  test.each<[object, string[], code: string, argument: string]>([
    [[first, wrong], ['tiny'], 'EXAMPLE_NOT_FOUND', 'images[1].example.index'],
    [[first, { pixels: [2] }], ['tiny'], 'INVALID_IMAGE', 'images[1].pixels'],
    [[first], ['tiny', 'nobody'], 'MODEL_NOT_FOUND', 'models'],
  ])('%j in %j', async (images, models, code, argument) => {
    const query = `query ($images: [ImageInput!]!, $models: [ID!]!) {
      traces(images: $images, models: $models) { decision { label } }
    }`;
    const { errors = [] } = await service.ask(query, { images, models });
    expect(errors.map(({ extensions }) => extensions)).toEqual([{ code, argument }]);
    expect(errors[0]!.message).toMatch(`${argument}: expected `);
  });
});

test('a query of a broken data set names the argument that asked for it', async () => {
  const { testLabels: _, ...files } = shapes();
  await writeDataset(`${service.datasetsFolder}/half`, files);
  const queries = {
    'image.example.dataset':
      '{ image(image: { example: { dataset: "half", index: 0 } }) { rows } }',
    dataset: '{ summaryTable(dataset: "half") { markdown } }',
  };
  for (const [argument, query] of Object.entries(queries)) {
    const { errors } = await service.ask(query);
    expect(errors).toMatchObject([
      {
        message:
          'half: expected a file t10k-labels-idx1-ubyte, got none: the folder holds "t10k-images-idx3-ubyte", "train-images-idx3-ubyte", "train-labels-idx1-ubyte"',
        extensions: { code: 'DATASET_BROKEN', argument },
      },
    ]);
  }
});

describe('trainModel with', () => {
  const mutation = `mutation ($input: TrainModelInput!) {
    trainModel(input: $input) { run { id } userErrors { field message code } }
  }`;
  interface Answer {
    trainModel: { run: null; userErrors: { field: string; message: string; code: string }[] };
  }
  const lstm = { architecture: 'lstm-32' };
  const wholeNumber = 'a whole number from 1 to';

  test.each<[string, object, string, string, string]>([
    ['no epochs', { ...lstm, epochs: 0 }, 'input.epochs', `${wholeNumber} 1000`, '0'],
    ['epochs below 0', { ...lstm, epochs: -1 }, 'input.epochs', `${wholeNumber} 1000`, '-1'],
    [
      'a million epochs',
      { ...lstm, epochs: 1e6 },
      'input.epochs',
      `${wholeNumber} 1000`,
      '1000000',
    ],
    [
      'a learning rate of 0',
      { ...lstm, learningRate: 0 },
      'input.learningRate',
      'a number at least 1e-8 and at most 1',
      '0',
    ],
    ['no batch', { ...lstm, batchSize: 0 }, 'input.batchSize', `${wholeNumber} 4096`, '0'],
    [
      'no interval',
      { ...lstm, evaluationInterval: 0 },
      'input.evaluationInterval',
      `${wholeNumber} 2147483647`,
      '0',
    ],
    [
      'a unit count of 0',
      { recipe: { cell: 'GRU', units: 0 } },
      'input.recipe.units',
      `${wholeNumber} 1024`,
      '0',
    ],
    [
      'five layers',
      { recipe: { cell: 'GRU', units: 8, layers: 5 } },
      'input.recipe.layers',
      `${wholeNumber} 4`,
      '5',
    ],
    [
      'a bias of the other cell',
      { recipe: { cell: 'GRU', units: 8, forgetBias: 1 } },
      'input.recipe.forgetBias',
      'nothing (only an LSTM has a forget gate)',
      '1',
    ],
    [
      'both architecture and recipe',
      { ...lstm, recipe: { cell: 'GRU', units: 8 } },
      'input.recipe',
      'either input.recipe or input.architecture',
      'both',
    ],
    [
      'neither architecture nor recipe',
      {},
      'input.architecture',
      'an architecture, or input.recipe instead',
      'neither',
    ],
    [
      'a recipe beside an empty architecture',
      { architecture: '', recipe: { cell: 'GRU', units: 8 } },
      'input.recipe',
      'either input.recipe or input.architecture',
      'both',
    ],
    [
      'a name of the wrong form',
      { ...lstm, name: 'My model' },
      'input.name',
      '1 to 64 of the characters a-z, 0-9 and -, the first not a -',
      '"My model"',
    ],
    [
      'a network that no memory holds',
      { recipe: { cell: 'GRU', units: 320, layers: 4 }, batchSize: 4096 },
      'input.batchSize',
      'at most 1872, as this network on these images takes 35840 hidden values an example',
      '4096',
    ],
    [
      'a network of too many parameters',
      { recipe: { cell: 'LSTM', units: 1024, layers: 4 }, batchSize: 64 },
      'input.recipe',
      'a network of at most 4000000 parameters',
      '29561610',
    ],
    [
      'a name with NUL',
      { ...lstm, name: 'a\0' },
      'input.name',
      '1 to 64 of the characters a-z, 0-9 and -, the first not a -',
      '"a\\u0000"',
    ],
  ])('%s is an INVALID_ARGUMENT', async (_kind, input, field, expected, got) => {
    const { data } = await service.ask<Answer>(mutation, { input });
    const message = `${field}: expected ${expected}, got ${got}`;
    expect(data.trainModel).toEqual({
      run: null,
      userErrors: [{ field, message, code: 'INVALID_ARGUMENT' }],
    });
  });

  test.each<[string, object, string, string, string]>([
    [
      'an unknown architecture',
      { architecture: 'lstm-33' },
      'input.architecture',
      'ARCHITECTURE_NOT_FOUND',
      `input.architecture: expected one of ${architectures.map(({ slug }) => slug).join(', ')}, got "lstm-33"`,
    ],
    [
      'an unknown data set',
      { ...lstm, dataset: 'fashion' },
      'input.dataset',
      'DATASET_NOT_FOUND',
      'input.dataset: expected mnist or a folder among the user data sets, got "fashion"',
    ],
    [
      'a data set that leads elsewhere',
      { ...lstm, dataset: '../mnist' },
      'input.dataset',
      'DATASET_NOT_FOUND',
      `input.dataset: expected a name of 1 to 64 of the characters a-z, 0-9, '.', '_' and '-', the first a letter or digit, without '..', got "../mnist"`,
    ],
    [
      'a name that is taken',
      { ...lstm, name: 'tiny' },
      'input.name',
      'NAME_TAKEN',
      'input.name: expected a name that no model or run has, got "tiny"',
    ],
  ])('%s is told', async (_kind, input, field, code, message) => {
    const { data } = await service.ask<Answer>(mutation, { input });
    expect(data.trainModel).toEqual({ run: null, userErrors: [{ field, message, code }] });
  });

  test('several mistakes tells of all of them', async () => {
    const { data } = await service.ask<Answer>(mutation, {
      input: { architecture: 'x', epochs: 0, name: '-', dataset: 'y' },
    });
    expect(data.trainModel.userErrors.map(({ field }) => field)).toEqual([
      'input.architecture',
      'input.epochs',
      'input.name',
      'input.dataset',
    ]);
  });

  test('a number that is none is refused by GraphQL', async () => {
    const [code] = await service.askInVain(mutation, { input: { ...lstm, epochs: 1.5 } });
    expect(code).toBe('BAD_USER_INPUT');
    const literal = `mutation { trainModel(input: { architecture: "lstm-32", learningRate: NaN }) { run { id } } }`;
    expect((await service.askInVain(literal))[0]).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  test('any of these stores nothing', async () => {
    const { totalCount } = await service.store.runs.list({ first: 10, after: null, filter: {} });
    // The run of the one model that was there before.
    expect(totalCount).toBe(1);
  });
});
