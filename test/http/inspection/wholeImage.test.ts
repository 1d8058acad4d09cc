import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { exampleImage, type InputImage } from '../../../src/data/inputImage.ts';
import { networkInput } from '../../../src/inspection/networkInput.ts';
import type { Activation } from '../../../src/networks/activations.ts';
import { forwardByEquations } from '../../../src/networks/forwardByEquations.ts';
import { initialParameters } from '../../../src/networks/initialParameters.ts';
import type { ModelRecord } from '../../../src/store/records.ts';
import { addModel, startTestService, type TestService } from '../testService.ts';

interface TensorAnswer {
  name: string;
  shape: number[];
  axes: string[];
  values: number[];
  npyUrl: string;
}

const SEVEN = 'image: { example: { index: 0 } }';

let service: TestService;
let cnn: ModelRecord;
let image: InputImage;
/** What the equations say of the first test image. */
let expected: Map<string, Activation>;

beforeAll(async () => {
  service = await startTestService();
  cnn = await addModel(service, { convolutions: [3, 2], dense: [5] }, { name: 'small-cnn' });
  image = exampleImage(await service.catalog.load('mnist'), 'TEST', 0, 'index');
  expected = forwardByEquations(cnn.network, initialParameters(cnn.network, 1), {
    batch: 1,
    rows: image.rows,
    values: networkInput(cnn.network, image),
  });
});
afterAll(() => service.close());

async function trace<Data>(fields: string): Promise<Data> {
  const { data, errors } = await service.ask<{ trace: Data }>(
    `{ trace(${SEVEN}, model: "small-cnn") { ${fields} } }`,
  );
  expect(errors).toBeUndefined();
  return data.trace;
}

describe('a model that sees the whole image', () => {
  test('names its activations with axes and lengths, none of them over steps', async () => {
    const { data } = await service.ask<{ activationNames: unknown[] }>(
      '{ activationNames(model: "small-cnn") { name axes shape } }',
    );
    const channels = ['row', 'column', 'channel'];
    expect(data.activationNames).toEqual([
      { name: 'convolutions.0.output', axes: channels, shape: [28, 28, 3] },
      { name: 'convolutions.0.pooled', axes: channels, shape: [14, 14, 3] },
      { name: 'convolutions.1.output', axes: channels, shape: [14, 14, 2] },
      { name: 'convolutions.1.pooled', axes: channels, shape: [7, 7, 2] },
      { name: 'head.0.output', axes: ['unit'], shape: [5] },
      { name: 'head.logits', axes: ['class'], shape: [10] },
      { name: 'head.probabilities', axes: ['class'], shape: [10] },
    ]);
  });

  test('gives each of them as the equations do, as numbers and as a file', async () => {
    const names = [...expected.keys()];
    const { activations } = await trace<{ activations: TensorAnswer[] }>(
      `activations(names: ${JSON.stringify(names)}) { name shape axes values npyUrl }`,
    );
    expect(activations.map(({ name }) => name)).toEqual(names);
    for (const { name, shape, values, npyUrl } of activations) {
      const wanted = expected.get(name) as Activation;
      expect([1, ...shape], name).toEqual(wanted.shape);
      wanted.values.forEach((value, n) => expect(values[n], name).toBeCloseTo(value, 5));
      const file = await (await service.get(npyUrl)).arrayBuffer();
      const stored = new Float32Array(file.slice(file.byteLength - 4 * values.length));
      expect(stored, name).toEqual(Float32Array.from(values));
    }
  });

  test('answers once, when it has the last row', async () => {
    const found = await trace<{
      layers: [];
      predictions: { step: number; label: number; probabilities: number[] }[];
      decision: { step: number; label: number; correct: boolean };
      logits: TensorAnswer;
      probabilities: TensorAnswer;
    }>(`layers { layer } predictions { step label probabilities } decision { step label correct }
      logits { shape axes values } probabilities { shape axes values }`);
    expect(found.layers).toEqual([]);
    expect(found.logits).toMatchObject({ shape: [10], axes: ['class'] });
    expect(found.probabilities).toMatchObject({ shape: [10], axes: ['class'] });
    const { values } = found.probabilities;
    const label = values.indexOf(Math.max(...values));
    expect(found.predictions).toEqual([{ step: 27, label, probabilities: values }]);
    expect(found.decision).toEqual({ step: 27, label, correct: label === 7 });
    const { data } = await service.ask<{ predictions: object[] }>(
      `{ predictions(${SEVEN}, model: "small-cnn") { step label } }`,
    );
    expect(data.predictions).toEqual([{ step: 27, label }]);
  });

  test('gives the units that are asked for', async () => {
    const { activations } = await trace<{ activations: TensorAnswer[] }>(
      'activations(names: ["head.0.output"], units: [4, 1]) { shape values }',
    );
    const { values } = expected.get('head.0.output') as Activation;
    expect(activations[0]?.shape).toEqual([2]);
    [4, 1].forEach((unit, n) => {
      expect(activations[0]?.values[n]).toBeCloseTo(values[unit] as number, 5);
    });
  });

  test('stands beside recurrent ones in one query', async () => {
    await addModel(service, { cell: 'RNN', units: 4 }, { name: 'rnn' });
    const { data } = await service.ask<{ traces: { predictions: object[] }[] }>(
      `{ traces(images: [{ example: { index: 0 } }], models: ["rnn", "small-cnn"]) { predictions { step } } }`,
    );
    expect(data.traces.map(({ predictions }) => predictions.length)).toEqual([28, 1]);
  });
});

describe('pictures without steps', () => {
  test('show the channels of a convolution side by side', async () => {
    const { activations } = await trace<{
      activations: { png: string; svg: string; heatMap: { svg: string } }[];
    }>('activations(names: ["convolutions.1.output"]) { png(scale: 2) svg heatMap { svg } }');
    const [{ png, svg, heatMap }] = activations as [(typeof activations)[number]];
    const { width, height } = PNG.sync.read(Buffer.from(png, 'base64'));
    expect([width, height]).toEqual([2 * 2 * 14, 2 * 14]);
    for (const words of ['channel 0', 'channel 1', 'convolutions.1.output of small-cnn']) {
      expect(svg).toContain(words);
    }
    expect(svg).not.toContain('channel 2');
    expect(heatMap.svg).toBe(svg);
  });

  test('show a row of units or classes', async () => {
    const { probabilities } = await trace<{ probabilities: { png: string; svg: string } }>(
      'probabilities { png(scale: 3) svg }',
    );
    const { width, height } = PNG.sync.read(Buffer.from(probabilities.png, 'base64'));
    expect([width, height]).toEqual([30, 3]);
    expect(probabilities.svg).toContain('class');
    expect(probabilities.svg).not.toContain('>step<');
  });
});

describe('whatever is over steps is NOT_RECURRENT', () => {
  const reading = `${SEVEN}, model: "small-cnn"`;
  const clamp = 'interventions: [{ activation: "head.logits", set: 1 }]';
  test.each([
    ['model', `hiddenStates(${reading}) { shape }`],
    ['model', `gates(${reading}) { inputGate { shape } }`],
    ['steps', `predictions(${reading}, steps: { from: 27 }) { step }`],
    ['layers', `trace(${reading}) { layers(layers: [0]) { layer } }`],
    [
      'steps',
      `trace(${reading}) { activations(names: ["head.logits"], steps: { from: 3 }) { shape } }`,
    ],
    ['interventions', `trace(${reading}, ${clamp}) { logits { shape } }`],
    ['preset', `trace(${reading}, preset: { name: HOLD_STATE }) { logits { shape } }`],
    [
      'preset',
      `traces(images: [{ example: { index: 0 } }], models: ["small-cnn"], preset: { name: HOLD_STATE }) { logits { shape } }`,
    ],
    ['figure', `trace(${reading}) { figure { svg } }`],
    ['predictionsFigure', `trace(${reading}) { predictionsFigure { svg } }`],
    ['unitFigure', `trace(${reading}) { unitFigure(unit: 0) { svg } }`],
  ])('%s: %s', async (argument, query) => {
    const { errors = [] } = await service.ask(`{ ${query} }`);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({
      message: `${argument}: expected a recurrent model, which has steps, got small-cnn, which sees the whole image at once`,
      extensions: { code: 'NOT_RECURRENT', argument },
    });
  });

  test('and of several models the one at fault is named', async () => {
    await addModel(service, { cell: 'RNN', units: 4 }, { name: 'other-rnn' });
    const query = `{ traces(images: [{ example: { index: 0 } }], models: ["other-rnn", "small-cnn"], CHANGES) { FIELDS } }`;
    for (const [changes, fields] of [
      [clamp, 'logits { shape }'],
      ['preset: null', 'layers(layers: [0]) { layer }'],
    ] as const) {
      const [code, message] = await service.askInVain(
        query.replace('CHANGES', changes).replace('FIELDS', fields),
      );
      expect(code).toBe('NOT_RECURRENT');
      expect(message).toContain('got small-cnn, which');
    }
  });

  test('in the address of a file as well', async () => {
    const { logits } = await trace<{ logits: TensorAnswer }>('logits { npyUrl }');
    for (const part of ['t=27', 'steps=0-28']) {
      const response = await service.get(`${logits.npyUrl}&${part}`);
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({
        errors: [{ extensions: { code: 'NOT_RECURRENT', argument: part.split('=')[0] } }],
      });
    }
  });
});

describe('what it has not is refused:', () => {
  test('units of channels', async () => {
    const [code, message] = await service.askInVain(
      `{ trace(${SEVEN}, model: "small-cnn") { activations(names: ["convolutions.0.output"], units: [0]) { shape } } }`,
    );
    expect(code).toBe('INVALID_ARGUMENT');
    expect(message).toBe(
      'units: expected nothing, as convolutions.0.output has channels, got 1 value',
    );
  });

  test('the ends of what has no steps', async () => {
    const [code, message] = await service.askInVain(
      `{ trace(${SEVEN}, model: "small-cnn") { logits { heatMap(ends: true) { svg } } } }`,
    );
    expect([code, message]).toEqual([
      'INVALID_ARGUMENT',
      'ends: expected false, as there are no steps to choose from, got true',
    ]);
  });

  test('the first rows of an image', async () => {
    const { errors = [] } = await service.ask(
      'query ($image: ImageInput!) { trace(image: $image, model: "small-cnn") { logits { shape } } }',
      { image: { pixels: [...image.pixels.subarray(0, 27 * 28)] } },
    );
    expect(errors[0]).toMatchObject({
      message:
        'image.pixels: expected an image of 28 rows, as the model sees all of it at once, got 27',
      extensions: { code: 'INVALID_IMAGE', argument: 'image.pixels' },
    });
  });
});
