import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import {
  addModel,
  startTestService,
  type AnsweredError,
  type TestService,
} from '../testService.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
  await addModel(service, { cell: 'LSTM', units: 6, layers: 2 }, { name: 'stacked' });
});
afterAll(() => service.close());

const seven = 'image: { example: { index: 0 } }, model: "stacked"';
const clamp = 'interventions: [{ activation: "layers.1.forgetGate", set: 1 }]';

/** The one picture that a query asks for, at `path`. */
async function picture(query: string, path: string[]): Promise<{ svg: string; png: string }> {
  const { data, errors } = await service.ask<object>(query);
  expect(errors).toBeUndefined();
  return path.reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], data) as {
    svg: string;
    png: string;
  };
}

function pngSize(base64: string): { width: number; height: number } {
  const { width, height } = PNG.sync.read(Buffer.from(base64, 'base64'));
  return { width, height };
}

const fields = '{ svg png(scale: 1) }';
const pictures: [string, string, string[], string[]][] = [
  [
    'the whole trace',
    `{ trace(${seven}) { figure ${fields} } }`,
    ['trace', 'figure'],
    ['stacked reads a 7', 'decided at step', 'forget gate'],
  ],
  [
    'the predictions',
    `{ trace(${seven}) { predictionsFigure ${fields} } }`,
    ['trace', 'predictionsFigure'],
    ['mnist test 0, a 7'],
  ],
  [
    'one unit',
    `{ trace(${seven}) { unitFigure(layer: 1, unit: 5) ${fields} } }`,
    ['trace', 'unitFigure'],
    ['unit 5 of layer 1', 'output gate'],
  ],
  [
    'a difference',
    `{ trace(${seven}, ${clamp}) { differenceFigure(name: "layers.1.cellState") ${fields} } }`,
    ['trace', 'differenceFigure'],
    ['1 intervention', 'changed − untouched', 'steps changed'],
  ],
  [
    'a heat map',
    `{ hiddenStates(${seven}) { heatMap(ends: true) ${fields} } }`,
    ['hiddenStates', 'heatMap'],
    ['layers.0.hiddenState of stacked'],
  ],
];

test.each(pictures)('%s comes as SVG and PNG', async (_, query, path, words) => {
  const { svg, png } = await picture(query, path);
  expect(svg).toMatch(/^<svg .*<\/svg>\s*$/s);
  for (const word of words) expect(svg).toContain(word);
  const { width, height } = pngSize(png);
  expect(svg).toContain(`width="${width}"`);
  expect(svg).toContain(`height="${height}"`);
});

test('the ends of a heat map leave out the steps between', async () => {
  const { data } = await service.ask<{
    hiddenStates: { all: { svg: string }; ends: { svg: string }; svg: string };
  }>(`{ hiddenStates(${seven}) { all: heatMap { svg } ends: heatMap(ends: true) { svg } svg } }`);
  const { all, ends, svg } = data.hiddenStates;
  // Numbers of steps end at their axis; those of units and columns are set in the middle.
  const labels = (picture: string) =>
    [...picture.matchAll(/<text[^>]*text-anchor="end"[^>]*>(\d+)<\/text>/g)].map(([, label]) =>
      Number(label),
    );
  expect(labels(all.svg)).toEqual(expect.arrayContaining([0, 10]));
  expect(labels(ends.svg)).toEqual([0, 1, 2, 3, 4, 23, 24, 25, 26, 27]);
  expect(svg).toBe(all.svg);
});

test('any tensor comes as cells and as a heat map', async () => {
  const { data } = await service.ask<{
    hiddenStates: { png: string; svg: string };
    image: { binarized: { png: string; svg: string } };
  }>(`{
    hiddenStates(${seven}, steps: { from: 2, to: 9 }, units: [1, 4]) { png(scale: 3) svg }
    image(image: { example: { index: 0 } }) { binarized { png(scale: 1) svg } }
  }`);
  expect(pngSize(data.hiddenStates.png)).toEqual({ width: 2 * 3, height: 7 * 3 });
  expect(pngSize(data.image.binarized.png)).toEqual({ width: 28, height: 28 });
  expect(data.hiddenStates.svg).toContain('<svg');
  expect(data.image.binarized.svg).toContain('<svg');
});

test('there is no difference to draw without interventions', async () => {
  const { data } = await service.ask(
    `{ trace(${seven}) { differenceFigure(name: "head.logits") { svg } } }`,
  );
  expect(data).toEqual({ trace: { differenceFigure: null } });
});

test.each([
  ['unitFigure(unit: 6) { svg }', 'unit: expected a unit from 0 to 5, got 6'],
  ['unitFigure(layer: 2, unit: 0) { svg }', 'layer: expected a layer from 0 to 1, got 2'],
  ['figure { png(scale: 9) }', 'scale: expected a number from 0.5 to 4, got 9'],
  ['logits { png(scale: 0) }', 'scale: expected a whole number from 1 to 32, got 0'],
])('%s is refused', async (field, message) => {
  expect(await service.askInVain(`{ trace(${seven}) { ${field} } }`)).toEqual([
    'INVALID_ARGUMENT',
    message,
  ]);
});

const activations = [0, 1].flatMap((layer) =>
  ['inputGate', 'forgetGate', 'outputGate', 'candidate', 'cellState', 'hiddenState'].map(
    (name) => `layers.${layer}.${name}`,
  ),
);
const images = Array.from({ length: 20 }, (_, index) => `{ example: { index: ${index} } }`);

describe('many pictures at once', () => {
  test.each([
    [
      'of many traces',
      `traces(images: [${images.join()}], models: ["stacked"]) { figure { png(scale: 4) } }`,
    ],
    [
      'of many activations',
      `trace(${seven}) { activations(names: [${activations.map((name) => `"${name}"`).join()}]) {
        ${Array.from({ length: 10 }, (_, n) => `p${n}: png(scale: 32)`).join(' ')}
      } }`,
    ],
    [
      'of one image',
      `image(image: { example: { index: 0 } }) {
        ${Array.from({ length: 8 }, (_, n) => `p${n}: png(scale: 32)`).join(' ')}
      }`,
    ],
  ])('%s are too much', async (_, query) => {
    const response = await service.post(JSON.stringify({ query: `{ ${query} }` }));
    const { errors } = (await response.json()) as { errors: AnsweredError[] };
    expect([response.status, errors.length, errors[0]?.extensions.code]).toEqual([
      400,
      1,
      'QUERY_TOO_LARGE',
    ]);
    expect(errors[0]?.message).toMatch(/^query: expected a cost of at most 6000, got \d+$/);
  });

  test('have a budget of pixels, and those within it are given', async () => {
    const query = `{ traces(images: [${images.slice(0, 6).join()}], models: ["stacked"]) {
      figure { png(scale: 4) }
    } }`;
    const { data, errors = [] } = await service.ask<null>(query);
    expect(data).toBeNull();
    expect(errors.length).toBeGreaterThan(0);
    for (const { extensions, message } of errors) {
      expect(extensions).toMatchObject({ code: 'QUERY_TOO_LARGE', argument: 'scale' });
      expect(message).toContain('expected at most 16777216 pixels of pictures in a request');
    }
    const one = await service.ask<object>(`{ trace(${seven}) { figure { png(scale: 2) } } }`);
    expect(one.errors).toBeUndefined();
  });

  test('do not keep others waiting', async () => {
    const query = `{ traces(images: [${images.slice(0, 12).join()}], models: ["stacked"]) {
      figure { png(scale: 1) }
    } }`;
    const state = { pending: true };
    const pictured = service.ask<object>(query).finally(() => (state.pending = false));
    let answers = 0;
    while (state.pending) {
      expect((await service.get('/healthz')).status).toBe(200);
      answers++;
    }
    expect((await pictured).errors).toBeUndefined();
    // One at least while each picture is made.
    expect(answers).toBeGreaterThan(12);
  });
});
