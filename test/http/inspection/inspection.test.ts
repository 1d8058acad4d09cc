import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';

import { exampleImage, type InputImage } from '../../../src/data/inputImage.ts';
import { networkInput } from '../../../src/inspection/networkInput.ts';
import { activationList } from '../../../src/networks/activationList.ts';
import type { Activation } from '../../../src/networks/activations.ts';
import { forwardByEquations } from '../../../src/networks/forwardByEquations.ts';
import { initialParameters } from '../../../src/networks/initialParameters.ts';
import type { ModelRecord } from '../../../src/store/records.ts';
import { addModel, nextOf, startTestService, type TestService } from '../testService.ts';

interface TensorAnswer {
  name: string;
  shape: number[];
  axes: string[];
  values: number[];
  base64: string;
  npyUrl: string;
}

const TENSOR = 'name shape axes values base64 npyUrl';
const IMAGE = 'image: { example: { index: 0 } }';
const LAYERS = 2;
const UNITS = 3;

let service: TestService;
let gru: ModelRecord;
let image: InputImage;
/** What the equations say of the first test image in the GRU. */
let expected: Map<string, Activation>;

beforeAll(async () => {
  service = await startTestService();
  await addModel(service, { cell: 'LSTM', units: 4 }, { name: 'lstm' });
  const choices = { cell: 'GRU', units: UNITS, layers: LAYERS, inputProjection: true } as const;
  gru = await addModel(service, choices, { name: 'gru', seed: 5 });
  image = exampleImage(await service.catalog.load('mnist'), 'TEST', 0, 'index');
  expected = forwardByEquations(gru.network, initialParameters(gru.network, 5), {
    batch: 1,
    rows: image.rows,
    values: networkInput(gru.network, image),
  });
});
afterAll(() => service.close());

/** Rows `from` to `to` of what the equations say. */
function rows(name: string, from = 0, to = 28): number[] {
  const { values, shape } = expected.get(name) as Activation;
  const size = shape[2] as number;
  return [...values.subarray(from * size, to * size)];
}

function expectClose(actual: readonly number[], wanted: readonly number[]): void {
  expect(actual).toHaveLength(wanted.length);
  actual.forEach((value, n) => expect(value).toBeCloseTo(wanted[n] as number, 5));
}

function floats(base64: string): number[] {
  return [...new Float32Array(new Uint8Array(Buffer.from(base64, 'base64')).buffer)];
}

test('hiddenStates gives h after every step, in every form the same', async () => {
  const { data } = await service.ask<{ hiddenStates: TensorAnswer }>(
    `{ hiddenStates(${IMAGE}, model: "gru", layer: 1) { ${TENSOR} } }`,
  );
  const { values, base64, ...rest } = data.hiddenStates;
  expect(rest).toMatchObject({
    name: 'layers.1.hiddenState',
    shape: [28, UNITS],
    axes: ['step', 'unit'],
  });
  expectClose(values, rows('layers.1.hiddenState'));
  expect(values.map(Math.fround)).toEqual(floats(base64));
  // The shortest decimal of a float32 has at most nine digits.
  expect(values.every((value) => Number(value.toPrecision(9)) === value)).toBe(true);
});

test('hiddenStates over a WebSocket gives the same numbers', async () => {
  const query = `{ hiddenStates(${IMAGE}, model: "gru") { shape values base64 } }`;
  const client = createClient({
    url: `${service.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
  });
  const answer = await nextOf(client.iterate({ query }));
  await client.dispose();
  expect(answer?.data).toEqual((await service.ask(query)).data);
});

test('hiddenStates gives the steps and units asked for', async () => {
  const { data } = await service.ask<{ hiddenStates: TensorAnswer }>(
    `{ hiddenStates(${IMAGE}, model: "gru", steps: { from: 20, to: 22 }, units: [2, 0]) { shape values } }`,
  );
  const whole = rows('layers.0.hiddenState');
  expect(data.hiddenStates.shape).toEqual([2, 2]);
  const at = (step: number, unit: number) => whole[step * UNITS + unit] as number;
  expectClose(data.hiddenStates.values, [at(20, 2), at(20, 0), at(21, 2), at(21, 0)]);
});

test('gates gives what the cell has: all steps, or one without its axis', async () => {
  const fields = 'updateGate { shape axes values } resetGate { shape } candidate { shape }';
  const { data } = await service.ask<{
    all: Record<string, TensorAnswer | null>;
    one: Record<string, TensorAnswer | null>;
    lstm: Record<string, TensorAnswer | null>;
  }>(`{
    all: gates(${IMAGE}, model: "gru") { ${fields} inputGate { shape } cellState { shape } }
    one: gates(${IMAGE}, model: "gru", t: 27, layer: 1) { ${fields} }
    lstm: gates(${IMAGE}, model: "lstm") {
      inputGate { shape } forgetGate { shape } outputGate { shape } candidate { shape }
      cellState { shape } updateGate { shape } resetGate { shape }
    }
  }`);
  expect(data.all).toMatchObject({ inputGate: null, cellState: null });
  expect(data.all['updateGate']).toMatchObject({ shape: [28, UNITS], axes: ['step', 'unit'] });
  expectClose(data.all['updateGate']?.values ?? [], rows('layers.0.updateGate'));
  expect(data.one['updateGate']).toMatchObject({ shape: [UNITS], axes: ['unit'] });
  expectClose(data.one['updateGate']?.values ?? [], rows('layers.1.updateGate', 27, 28));
  const lstmShape = { shape: [28, 4] };
  expect(data.lstm).toEqual({
    inputGate: lstmShape,
    forgetGate: lstmShape,
    outputGate: lstmShape,
    candidate: lstmShape,
    cellState: lstmShape,
    updateGate: null,
    resetGate: null,
  });
});

test('gates of a vanilla RNN are null, as it has none; its hidden states are there', async () => {
  await addModel(service, { cell: 'RNN', units: 5 }, { name: 'rnn' });
  const { data } = await service.ask<{ gates: Record<string, null>; hiddenStates: TensorAnswer }>(`{
    gates(${IMAGE}, model: "rnn") {
      inputGate { shape } forgetGate { shape } outputGate { shape } candidate { shape }
      cellState { shape } updateGate { shape } resetGate { shape }
    }
    hiddenStates(${IMAGE}, model: "rnn") { shape values }
  }`);
  expect(Object.values(data.gates)).toEqual(Array(7).fill(null));
  expect(data.hiddenStates.shape).toEqual([28, 5]);
  expect(Math.max(...data.hiddenStates.values.map(Math.abs))).toBeLessThanOrEqual(1);
});

test('predictions are probabilities at each step', async () => {
  const { data } = await service.ask<{
    predictions: { step: number; label: number; probabilities: number[]; confidence: number }[];
  }>(
    `{ predictions(${IMAGE}, model: "gru", steps: { from: 25 }) { step label probabilities confidence } }`,
  );
  expect(data.predictions.map(({ step }) => step)).toEqual([25, 26, 27]);
  for (const { step, label, probabilities, confidence } of data.predictions) {
    expectClose(probabilities, rows('head.probabilities', step, step + 1));
    expect(probabilities.indexOf(Math.max(...probabilities))).toBe(label);
    expect(probabilities[label]).toBe(confidence);
  }
});

test('a trace holds it all, and its last prediction is the decision', async () => {
  const { data } = await service.ask<{
    trace: {
      model: { slug: string };
      image: { label: number; dataset: string };
      layers: { layer: number; hiddenStates: TensorAnswer; gates: Record<string, TensorAnswer> }[];
      predictions: { label: number }[];
      decision: { step: number; label: number; correct: boolean };
      activations: TensorAnswer[];
    };
  }>(`{ trace(${IMAGE}, model: "${gru.slug}") {
    model { slug } image { label dataset }
    layers { layer hiddenStates { values } gates(t: 3) { candidate { shape values } } }
    predictions { label }
    decision { step label correct }
    activations(names: ["head.logits", "inputProjection.output"]) { name axes shape values }
  } }`);
  const { trace } = data;
  expect(trace.model.slug).toBe('gru');
  expect(trace.image).toEqual({ label: 7, dataset: 'mnist' });
  expect(trace.layers.map(({ layer }) => layer)).toEqual([0, 1]);
  expectClose(trace.layers[1]?.hiddenStates.values ?? [], rows('layers.1.hiddenState'));
  expectClose(trace.layers[0]?.gates['candidate']?.values ?? [], rows('layers.0.candidate', 3, 4));
  const labels = trace.predictions.map(({ label }) => label);
  const { step, label, correct } = trace.decision;
  expect(label).toBe(labels[27]);
  expect(correct).toBe(label === 7);
  expect(labels.slice(step).every((other) => other === label)).toBe(true);
  expect(step === 0 || labels[step - 1] !== label).toBe(true);
  expect(trace.activations.map(({ name, axes }) => [name, axes])).toEqual([
    ['head.logits', ['step', 'class']],
    ['inputProjection.output', ['step', 'unit']],
  ]);
  expectClose(trace.activations[0]?.values ?? [], rows('head.logits'));
});

test('activationNames lists what the trace gives', async () => {
  const { data } = await service.ask<{ activationNames: Record<string, unknown>[] }>(
    '{ activationNames(model: "gru") { name axes shape least most } }',
  );
  expect(data.activationNames.map(({ name }) => name)).toEqual(
    activationList(gru.network).map(({ name }) => name),
  );
  expect(data.activationNames).toContainEqual({
    name: 'layers.1.updateGate',
    axes: ['step', 'unit'],
    shape: [null, UNITS],
    least: 0,
    most: 1,
  });
  expect(data.activationNames).toContainEqual({
    name: 'head.0.output',
    axes: ['step', 'unit'],
    shape: [null, 64],
    least: 0,
    most: null,
  });
});

test('a drawing and a PNG are read as the example that they show', async () => {
  const png = await service.ask<{ image: { png: string } }>(
    `{ image(${IMAGE}) { png(scale: 1) } }`,
  );
  const asked = `query ($image: ImageInput!) {
    hiddenStates(image: $image, model: "gru") { values }
    image(image: $image) { label rows columns dataset pixels { values } }
  }`;
  const answers = await Promise.all(
    [{ example: { index: 0 } }, { pixels: [...image.pixels] }, { png: png.data.image.png }].map(
      (input) =>
        service.ask<{ hiddenStates: TensorAnswer; image: Record<string, unknown> }>(asked, {
          image: input,
        }),
    ),
  );
  const [example, pixels, file] = answers.map(({ data }) => data);
  expect(pixels?.hiddenStates).toEqual(example?.hiddenStates);
  expect(file?.hiddenStates).toEqual(example?.hiddenStates);
  expect(pixels?.image).toMatchObject({ label: null, rows: 28, columns: 28, dataset: null });
  expect(file?.image['pixels']).toEqual(example?.image['pixels']);
});

test('the first rows alone are a shorter sequence', async () => {
  const { data } = await service.ask<{ hiddenStates: TensorAnswer; trace: unknown }>(
    `query ($image: ImageInput!) {
      hiddenStates(image: $image, model: "gru") { shape values }
      trace(image: $image, model: "gru") { decision { correct } }
    }`,
    { image: { pixels: [...image.pixels.subarray(0, 10 * 28)] } },
  );
  expect(data.hiddenStates.shape).toEqual([10, UNITS]);
  expectClose(data.hiddenStates.values, rows('layers.0.hiddenState', 0, 10));
  expect(data.trace).toEqual({ decision: { correct: null } });
});

test('the model is found by its global id as well', async () => {
  const { data } = await service.ask<{ model: { id: string } }>('{ model(model: "gru") { id } }');
  const answer = await service.ask<{ trace: { model: { slug: string } } }>(
    `query ($model: ID!) { trace(${IMAGE}, model: $model) { model { slug } } }`,
    { model: data.model.id },
  );
  expect(answer.data.trace.model.slug).toBe('gru');
});
