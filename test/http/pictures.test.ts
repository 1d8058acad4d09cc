import { PNG } from 'pngjs';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { addModel, startTestService, type TestService } from './testService.ts';

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
    ['1 intervention', 'changed − untouched'],
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
