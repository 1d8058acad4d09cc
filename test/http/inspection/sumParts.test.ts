import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { exampleImage } from '../../../src/data/inputImage.ts';
import { networkInput } from '../../../src/inspection/networkInput.ts';
import { tensorsFromParameters } from '../../../src/networks/namedParameters.ts';
import { parameterCount } from '../../../src/networks/parameters.ts';
import type { Network } from '../../../src/networks/recipe.ts';
import { addModel, startTestService, type TestRecipe, type TestService } from '../testService.ts';

const IMAGE = 'image: { example: { index: 0 } }';
const UNITS = 3;

type Values = Record<string, number[]>;

const forms: Record<string, TestRecipe> = {
  lstm: { cell: 'LSTM', units: UNITS, layers: 2 },
  'lstm-bn': { cell: 'LSTM', units: UNITS, batchNormalization: true },
  'gru-after': { cell: 'GRU', units: UNITS, layers: 2, inputProjection: true },
  'gru-before': { cell: 'GRU', units: UNITS, resetAfter: false },
  rnn: { cell: 'RNN', units: UNITS },
};

let service: TestService;
let networks: Map<string, Network>;

beforeAll(async () => {
  service = await startTestService();
  networks = new Map();
  for (const [name, choices] of Object.entries(forms)) {
    const { network } = await addModel(service, choices, { name, parametersOf: everyWeight });
    networks.set(name, network);
  }
});
afterAll(() => service.close());

/** Biases too are not zero; what is a variance is positive. */
function everyWeight(network: Network): Float32Array {
  const length = parameterCount(network);
  const parameters = Float32Array.from({ length }, (_, n) => Math.sin(7 * n + 1) / 2);
  for (const { name, values } of tensorsFromParameters(network, parameters)) {
    if (name.endsWith('Variance')) values.forEach((value, n) => (values[n] = value ** 2 + 0.5));
  }
  return parameters;
}

async function read(model: string, names: string[], changes = ''): Promise<Values> {
  const { data } = await service.ask<{
    trace: { activations: { name: string; values: number[] }[] };
  }>(
    `query ($names: [String!]!) {
      trace(${IMAGE}, model: "${model}"${changes}) { activations(names: $names) { name values } }
    }`,
    { names },
  );
  return Object.fromEntries(data.trace.activations.map(({ name, values }) => [name, values]));
}

async function namesOf(model: string): Promise<{ name: string; symbol: string | null }[]> {
  const { data } = await service.ask<{
    activationNames: { name: string; symbol: string | null }[];
  }>(`{ activationNames(model: "${model}", parts: true) { name symbol } }`);
  return data.activationNames;
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

function expectClose(actual: readonly number[], wanted: readonly number[]): void {
  expect(actual).toHaveLength(wanted.length);
  actual.forEach((value, n) => expect(value).toBeCloseTo(wanted[n] as number, 5));
}

test.each(Object.keys(forms))(
  '%s: what an engine gives is a function of the two parts',
  async (model) => {
    const names = (await namesOf(model)).map(({ name }) => name);
    const values = await read(model, names);
    const summed = names.filter((name) => `${name}.fromInput` in values);
    expect(summed.length).toBeGreaterThan(0);
    for (const name of summed) {
      const [input, memory] = [values[`${name}.fromInput`], values[`${name}.fromMemory`]];
      const f = name.endsWith('Gate') ? sigmoid : Math.tanh;
      const made = (input ?? []).map((value, n) => f(value + (memory?.[n] ?? NaN)));
      expectClose(values[name] ?? [], made);
    }
  },
);

describe('beside sums taken one by one', () => {
  /** Σ read[k] · weights[k, column] */
  function product(row: ArrayLike<number>, weights: Float32Array, column: number): number {
    const columns = weights.length / row.length;
    let sum = 0;
    for (let k = 0; k < row.length; k++) {
      sum += (row[k] as number) * (weights[k * columns + column] as number);
    }
    return sum;
  }

  function tensorsOf(model: string): (name: string) => Float32Array {
    const network = networks.get(model) as Network;
    const parameters = everyWeight(network);
    const tensors = tensorsFromParameters(network, parameters);
    return (name) => tensors.find((one) => one.name === name)?.values as Float32Array;
  }

  async function imageRows(model: string): Promise<Float32Array[]> {
    const image = exampleImage(await service.catalog.load('mnist'), 'TEST', 0, 'index');
    const values = networkInput(networks.get(model) as Network, image);
    return Array.from({ length: 28 }, (_, step) => values.subarray(step * 28, (step + 1) * 28));
  }

  test('the input’s part is W·x + b of the row, or of the layer below', async () => {
    const values = await read('lstm', [
      ...['layers.0.outputGate.fromInput', 'layers.1.forgetGate.fromInput'],
      'layers.0.hiddenState',
    ]);
    const weight = tensorsOf('lstm');
    const rows = await imageRows('lstm');
    const ofRow = (step: number, unit: number) =>
      product(rows[step] as Float32Array, weight('layers.0.kernel'), 3 * UNITS + unit) +
      (weight('layers.0.bias')[3 * UNITS + unit] as number);
    const below = (step: number) =>
      (values['layers.0.hiddenState'] as number[]).slice(step * UNITS, (step + 1) * UNITS);
    const ofBelow = (step: number, unit: number) =>
      product(below(step), weight('layers.1.kernel'), UNITS + unit) +
      (weight('layers.1.bias')[UNITS + unit] as number);
    const each = (of: typeof ofRow) =>
      Array.from({ length: 28 * UNITS }, (_, n) => of(Math.floor(n / UNITS), n % UNITS));
    expectClose(values['layers.0.outputGate.fromInput'] as number[], each(ofRow));
    expectClose(values['layers.1.forgetGate.fromInput'] as number[], each(ofBelow));
  });

  test('the memory’s part is of the changed states and gates', async () => {
    const changes = `, interventions: [
      { activation: "layers.0.hiddenState", set: 0.5, steps: { from: 3, to: 5 } }
      { activation: "layers.0.resetGate", set: 0.25, steps: { from: 4, to: 6 } }
    ]`;
    const [update, candidate] = ['layers.0.updateGate.fromMemory', 'layers.0.candidate.fromMemory'];
    for (const model of ['gru-after', 'gru-before']) {
      const values = await read(model, [update, candidate], changes);
      // Each by itself is what it is beside the other.
      expect(await read(model, [update], changes)).toEqual({ [update]: values[update] });
      const weight = tensorsOf(model);
      const held = [0.5, 0.5, 0.5];
      const ofUnits = (of: (unit: number) => number) => [0, 1, 2].map(of);
      const sum = (gate: number, unit: number) =>
        product(held, weight('layers.0.recurrentKernel'), gate * UNITS + unit);
      const second = (unit: number) =>
        model === 'gru-after' ? (weight('layers.0.recurrentBias')[unit] as number) : 0;
      const at = (name: string, step: number) =>
        (values[name] as number[]).slice(step * UNITS, (step + 1) * UNITS);
      // Before the first row there is nothing to remember.
      expectClose(at(update, 0), [0, 0, 0]);
      for (const step of [4, 5]) {
        expectClose(
          at(update, step),
          ofUnits((unit) => sum(0, unit)),
        );
        expectClose(
          at(candidate, step),
          ofUnits((unit) => 0.25 * (sum(2, unit) + second(unit))),
        );
      }
    }
  });
});

test('the list has them with their equations only where they are asked for', async () => {
  const symbols = new Map((await namesOf('gru-after')).map(({ name, symbol }) => [name, symbol]));
  expect(symbols.get('layers.1.updateGate')).toBe('z');
  expect(symbols.get('layers.1.updateGate.fromInput')).toBe('W_z·x + b_z');
  expect(symbols.get('layers.1.candidate.fromMemory')).toBe('r∘(U_h·h₋₁ + b_u)');
  const before = new Map((await namesOf('gru-before')).map(({ name, symbol }) => [name, symbol]));
  expect(before.get('layers.0.candidate.fromMemory')).toBe('U_h·(r∘h₋₁)');
  const { data } = await service.ask<{ activationNames: { name: string }[] }>(
    '{ activationNames(model: "gru-after") { name } }',
  );
  expect(data.activationNames.filter(({ name }) => name.includes('.from'))).toEqual([]);
});

test('steps and units are chosen as of any activation, and nothing is changed in a part', async () => {
  const name = 'layers.0.forgetGate.fromMemory';
  const whole = (await read('lstm', [name]))[name] as number[];
  const { data } = await service.ask<{ trace: { activations: { values: number[] }[] } }>(`{
    trace(${IMAGE}, model: "lstm") {
      activations(names: ["${name}"], steps: { from: 7, to: 9 }, units: [2, 0]) { values }
    }
  }`);
  expect(data.trace.activations[0]?.values).toEqual(
    [7, 8].flatMap((step) => [2, 0].map((unit) => whole[step * UNITS + unit])),
  );
  const refused = await service.ask(`{
    trace(${IMAGE}, model: "lstm", interventions: [{ activation: "${name}", set: 0 }]) { decision { step } }
  }`);
  expect(refused.errors?.[0]?.message).toMatch(
    /interventions\[0\]\.activation: expected layers\.N\.NAME/,
  );
});
