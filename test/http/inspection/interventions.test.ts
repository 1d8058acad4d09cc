import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { addModel, startTestService, type TestService } from '../testService.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
  await addModel(service, { cell: 'LSTM', units: 6 }, { name: 'lstm' });
  await addModel(service, { cell: 'GRU', units: 6, layers: 2 }, { name: 'gru' });
});
afterAll(() => service.close());

const seven = 'image: { example: { index: 0 } }';

/** A trace of test image 0 with these arguments and fields. */
async function trace<Data>(model: string, changes: string, fields: string): Promise<Data> {
  const query = `{ trace(${seven}, model: "${model}", ${changes}) { ${fields} } }`;
  const { data, errors } = await service.ask<{ trace: Data }>(query);
  expect(errors).toBeUndefined();
  return data.trace;
}

function float32(base64: string): Float32Array {
  return new Float32Array(new Uint8Array(Buffer.from(base64, 'base64')).buffer);
}

describe('a trace with interventions', () => {
  test('stands beside the untouched run and their difference', async () => {
    const fields = `
      logits { values }
      untouched { logits { values } untouched { logits { shape } } }
      difference(names: ["head.logits"]) { name shape values }`;
    const changed = await trace<{
      logits: { values: number[] };
      untouched: { logits: { values: number[] }; untouched: null };
      difference: { name: string; shape: number[]; values: number[] }[];
    }>('lstm', 'interventions: [{ activation: "layers.0.forgetGate", set: 0 }]', fields);
    expect(changed.untouched.untouched).toBeNull();
    expect(changed.difference[0]).toMatchObject({ name: 'head.logits', shape: [28, 10] });
    const before = changed.untouched.logits.values;
    changed.difference[0]!.values.forEach((value, n) => {
      expect(value).toBeCloseTo(changed.logits.values[n]! - before[n]!, 5);
    });
    expect(changed.logits.values).not.toEqual(before);
  });

  test('has neither without changes', async () => {
    const plain = await trace<object>(
      'lstm',
      'interventions: []',
      'untouched { logits { shape } } difference(names: ["head.logits"]) { shape } claims { error }',
    );
    expect(plain).toEqual({ untouched: null, difference: null, claims: [] });
  });

  test('copies another image’s states, and so answers as for that one', async () => {
    const copies = [0, 1].map(
      (layer) =>
        `{ activation: "layers.${layer}.hiddenState", fromImage: { example: { index: 1 } } }`,
    );
    const patched = await trace<{ probabilities: { values: number[] } }>(
      'gru',
      `interventions: [${copies.join()}]`,
      'probabilities { values }',
    );
    const { data } = await service.ask<{ trace: { probabilities: { values: number[] } } }>(
      '{ trace(image: { example: { index: 1 } }, model: "gru") { probabilities { values } } }',
    );
    expect(patched).toEqual(data.trace);
  });

  test('copies from several images of different heights', async () => {
    const short = Array.from({ length: 10 * 28 }, (_, n) => (n % 3) / 2);
    const copies = [
      'steps: { from: 9 }, fromImage: { example: { index: 1 } }',
      'steps: { from: 5, to: 9 }, fromImage: { example: { index: 2 } }',
      `steps: { to: 5 }, fromImage: { pixels: [${short.join()}] }`,
    ].map((what) => `{ activation: "layers.1.hiddenState", ${what} }`);
    const { activations } = await trace<{ activations: [{ base64: string }] }>(
      'gru',
      `interventions: [${copies.join()}]`,
      'activations(names: ["layers.1.hiddenState"]) { base64 }',
    );
    const patched = float32(activations[0].base64);
    const donors: [string, number, number][] = [
      [`pixels: [${short.join()}]`, 0, 5],
      ['example: { index: 2 }', 5, 9],
      ['example: { index: 1 }', 9, 28],
    ];
    for (const [image, from, to] of donors) {
      const { data } = await service.ask<{ hiddenStates: { base64: string } }>(
        `{ hiddenStates(image: { ${image} }, model: "gru", layer: 1) { base64 } }`,
      );
      const donor = float32(data.hiddenStates.base64);
      for (let n = 6 * from; n < 6 * to; n++) expect(patched[n]).toBeCloseTo(donor[n]!, 5);
    }
  });

  test('gives its tensors by URL as well', async () => {
    const changed = await trace<{ logits: { values: number[]; npyUrl: string } }>(
      'lstm',
      'interventions: [{ activation: "layers.0.outputGate", scale: 0.5, steps: { from: 20 } }]',
      'logits { values npyUrl }',
    );
    const response = await service.get(changed.logits.npyUrl);
    const bytes = await response.arrayBuffer();
    const values = new Float32Array(bytes.slice(bytes.byteLength - 4 * 28 * 10));
    expect(values).toEqual(Float32Array.from(changed.logits.values));
  });
});

describe('npyUrl is null', () => {
  const clamp = 'interventions: [{ activation: "layers.0.forgetGate", set: 0 }]';

  test('for a difference', async () => {
    const { difference } = await trace<{ difference: object[] }>(
      'lstm',
      clamp,
      'difference(names: ["head.logits"]) { shape npyUrl }',
    );
    expect(difference).toEqual([{ shape: [28, 10], npyUrl: null }]);
  });

  test('where images to copy from do not fit in it', async () => {
    const noise = (seed: number) =>
      Array.from({ length: 784 }, (_, n) => Math.abs(Math.sin(n * n + seed)));
    const { data, errors } = await service.ask(
      `query ($changes: [InterventionInput!]) {
        trace(${seven}, model: "lstm", interventions: $changes) { logits { shape npyUrl } }
      }`,
      {
        changes: [1, 2, 3].map((seed) => ({
          activation: 'layers.0.hiddenState',
          fromImage: { pixels: noise(seed) },
        })),
      },
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({ trace: { logits: { shape: [28, 10], npyUrl: null } } });
  });
});

describe('a preset', () => {
  test('comes with its claims, measured', async () => {
    const { claims } = await trace<{ claims: { exact: boolean; error: number }[] }>(
      'lstm',
      'preset: { name: HOLD_STATE, fromStep: 12 }',
      'claims { statement exact error }',
    );
    expect(claims).toMatchObject([{ exact: true, error: 0 }, { exact: false }]);
    expect(claims[1]!.error).toBeGreaterThan(0);
  });
});

describe('a wrong intervention is refused', () => {
  const one = (fields: string) =>
    `interventions: [{ activation: "layers.0.forgetGate", ${fields} }]`;
  test.each([
    ['lstm', one('set: 1, scale: 2'), 'interventions[0]: expected exactly one of set, scale'],
    ['lstm', one('units: [0]'), 'interventions[0]: expected exactly one of set, scale'],
    ['gru', one('set: 1'), 'interventions[0].activation: expected layers.N.NAME'],
    ['lstm', one('complementOf: "layers.0.forgetGate"'), 'interventions[0].complementOf'],
    ['lstm', one('set: 1, units: [6]'), 'interventions[0].units: expected units from 0 to 5'],
    ['lstm', one('scale: 2, units: [3, 3]'), 'interventions[0].units: expected each once'],
    ['lstm', one('set: 1, steps: { from: 9, to: 9 }'), 'interventions[0].steps.to'],
    ['lstm', one('set: 1, steps: { from: 28 }'), 'interventions[0].steps.from'],
    [
      'lstm',
      one('fromImage: { example: { index: 10000 } }'),
      'interventions[0].fromImage.example.index',
    ],
    [
      'gru',
      'preset: { name: COUPLED_GATES }',
      'preset.name: expected STORE_INPUT or HOLD_STATE for GRU layers, got COUPLED_GATES',
    ],
    ['lstm', 'preset: { name: HOLD_STATE, fromStep: 28 }', 'preset.fromStep: expected a step'],
    [
      'lstm',
      `${one('set: 1')}, preset: { name: HOLD_STATE }`,
      'preset: expected either preset or interventions, got both',
    ],
  ])('%s, %s', async (model, changes, message) => {
    const query = `{ trace(${seven}, model: "${model}", ${changes}) { logits { values } } }`;
    const [, given] = await service.askInVain(query);
    expect(given).toContain(message);
  });
});

describe('lists longer than what there is are refused before they are looked at', () => {
  // Names: four activations and two parts of three sums in each of two layers, and four of the head.
  const many = Array.from({ length: 50_000 }, (_, n) => n % 49_999);
  test.each([
    ['names', '$names: [String!]!', 'activations(names: $names) { shape }', 24],
    ['layers', '$layers: [Int!]', 'layers(layers: $layers) { layer }', 2],
    ['units', '$units: [Int!]', 'layers { hiddenStates(units: $units) { shape } }', 6],
  ])('%s', async (name, variable, field, most) => {
    const query = `query (${variable}) { trace(${seven}, model: "gru") { ${field} } }`;
    const values = name === 'names' ? many.map(String) : many;
    const { errors = [] } = await service.ask(query, { [name]: values });
    expect(errors[0]?.extensions).toEqual({ code: 'INVALID_ARGUMENT', argument: name });
    expect(errors[0]?.message).toBe(
      `${name}: expected at most ${most}, as there are no more, got 50000 values`,
    );
  });
});

describe('parts of a trace', () => {
  test('are given by layer, step and unit', async () => {
    const { layers } = await trace<{
      layers: { layer: number; hiddenStates: { shape: number[] } }[];
    }>(
      'gru',
      'interventions: null',
      `layers(layers: [1]) {
        layer hiddenStates(steps: { from: 3, to: 5 }, units: [4]) { shape }
        cellStates { shape }
        gates(steps: { from: 20 }, units: [0, 1]) { updateGate { shape } inputGate { shape } }
      }`,
    );
    expect(layers).toEqual([
      {
        layer: 1,
        hiddenStates: { shape: [2, 1] },
        cellStates: null,
        gates: { updateGate: { shape: [8, 2] }, inputGate: null },
      },
    ]);
  });

  test('tell entropy and right or wrong at each step', async () => {
    const { predictions } = await trace<{
      predictions: { label: number; entropy: number; correct: boolean }[];
    }>('lstm', 'interventions: null', 'predictions { label entropy correct }');
    for (const { label, entropy, correct } of predictions) {
      expect(correct).toBe(label === 7);
      expect(entropy).toBeGreaterThan(0);
      expect(entropy).toBeLessThanOrEqual(Math.log(10) + 1e-6);
    }
  });

  test('of several images and models have the same changed inside', async () => {
    const changes = 'preset: { name: HOLD_STATE, fromStep: 9 }';
    const fields = 'logits { values } claims { error } untouched { decision { label } }';
    const alone = await trace<object>('gru', changes, fields);
    const { data } = await service.ask<{ traces: object[] }>(
      `{ traces(images: [{ example: { index: 0 } }, { example: { index: 1 } }], models: ["gru", "lstm"], ${changes}) { ${fields} } }`,
    );
    expect(data.traces).toHaveLength(4);
    expect(data.traces[0]).toEqual(alone);
    const query = `{ traces(images: [{ example: { index: 0 } }], models: ["lstm", "gru"],
      interventions: [{ activation: "layers.0.forgetGate", set: 1 }]) { logits { values } } }`;
    expect(await service.askInVain(query)).toEqual([
      'INVALID_ARGUMENT',
      expect.stringContaining('interventions[0].activation: expected layers.N.NAME') as string,
    ]);
  });

  test('of several images in several models come in one query', async () => {
    const images = [0, 1, 2].map((index) => `{ example: { index: ${index} } }`).join();
    const { data } = await service.ask<{ traces: unknown[] }>(
      `{ traces(images: [${images}], models: ["gru", "lstm"]) { model { slug } image { index } } }`,
    );
    expect(data.traces).toEqual(
      ['gru', 'lstm'].flatMap((slug) =>
        [0, 1, 2].map((index) => ({ model: { slug }, image: { index } })),
      ),
    );
    expect(
      await service.askInVain('{ traces(images: [], models: ["gru"]) { image { index } } }'),
    ).toEqual([
      'INVALID_ARGUMENT',
      'images: expected 1 to 20 pairs of an image and a model, got none',
    ]);
    expect(
      await service.askInVain(
        '{ traces(images: [{ example: { index: 0 } }], models: []) { image { index } } }',
      ),
    ).toEqual([
      'INVALID_ARGUMENT',
      'models: expected 1 to 20 pairs of an image and a model, got none',
    ]);
  });
});
