import { PNG } from 'pngjs';
import { describe, expect, test } from 'vitest';
import { divergingPalette, sequentialPalette } from '../../src/figures/colours/palettes.ts';
import { heatMapSvg, type HeatMapOptions } from '../../src/figures/heatMapSvg.ts';
import { renderPng } from '../../src/figures/png/renderPng.ts';
import type { FigureTensor } from '../../src/figures/tensors/figureTensor.ts';
import { embeddedCells } from './embeddedCells.ts';
import { invalid } from './invalidArgument.ts';
import { pageX, pageY, type PlacedElement, placedElements } from './placedElements.ts';

const STEPS = 28;
const UNITS = 32;
const gate = tensor('layers.0.inputGate', STEPS, UNITS, (k) => (k % 101) / 100, 0);
const image: FigureTensor = {
  ...tensor('image', 28, 28, (k) => (k % 3) / 2, 0),
  axes: ['row', 'column'],
};
const options: HeatMapOptions = { title: 'gru-64' };

function tensor(
  name: string,
  rows: number,
  columns: number,
  value: (k: number) => number,
  least: number,
): FigureTensor {
  const values = Float32Array.from({ length: rows * columns }, (_, k) => value(k));
  return {
    name,
    shape: [rows, columns],
    axes: ['step', 'unit'],
    values,
    range: { least, most: 1 },
  };
}

/** Numbers written beside ticks, by what they say, among those left of or below the cells. */
function tickLabels(svg: string, isTick: (text: PlacedElement) => boolean) {
  const labels = placedElements(svg).filter(
    (found) => found.name === 'text' && /^\d+$/.test(found.text) && isTick(found),
  );
  return labels.map((label) => ({ number: Number(label.text), x: pageX(label), y: pageY(label) }));
}

describe('heatMapSvg', () => {
  test('gives every cell the colour of its value', () => {
    const [cells] = embeddedCells(heatMapSvg(gate, options));

    expect([cells?.rows, cells?.columns]).toEqual([STEPS, UNITS]);
    for (let k = 0; k < STEPS * UNITS; k++) {
      const colour = cells?.colourAt(Math.floor(k / UNITS), k % UNITS);
      expect(colour).toEqual([...sequentialPalette(gate.values[k] as number)]);
    }
  });

  test('centres a step’s number on its row and a unit’s on its column', () => {
    const svg = heatMapSvg(gate, options);
    const [cells] = embeddedCells(svg);
    const { left, top, width, height } = cells!;
    const steps = tickLabels(svg, (label) => pageX(label) < left);
    const units = tickLabels(svg, (label) => label.attributes['text-anchor'] === 'middle').filter(
      ({ y }) => y > top + height && y < top + height + 20,
    );

    expect(steps.map(({ number }) => number)).toEqual([0, 5, 10, 15, 20, 25]);
    for (const { number, y } of steps) {
      const middle = top + ((number + 0.5) * height) / STEPS;
      expect(Math.abs(y - middle)).toBeLessThan(5);
    }
    expect(units.length).toBeGreaterThan(5);
    for (const { number, x } of units) {
      expect(x).toBeCloseTo(left + ((number + 0.5) * width) / UNITS, 1);
    }
  });

  test('draws ticks exactly at the middle of their rows', () => {
    const svg = heatMapSvg(gate, options);
    const [cells] = embeddedCells(svg);
    const ticks = placedElements(svg)
      .filter(
        (found) =>
          found.name === 'line' &&
          pageX(found, 'x2') === cells?.left &&
          pageX(found, 'x1') < cells.left,
      )
      .map((found) => pageY(found, 'y1') - (cells?.top ?? 0));

    expect(ticks).toEqual([0, 5, 10, 15, 20, 25].map((step) => (step + 0.5) * 12));
  });

  test('counts steps from the first one asked for and names the units asked for', () => {
    const part = tensor('layers.0.hiddenState', 3, 2, () => 0, -1);
    const svg = heatMapSvg(part, { ...options, firstStep: 20, units: [7, 31] });
    const numbers = tickLabels(svg, () => true).map(({ number }) => number);

    expect(numbers).toEqual(expect.arrayContaining([20, 21, 22, 7, 31]));
  });

  test('shows the first and last five steps alone, with their numbers', () => {
    const svg = heatMapSvg(gate, { ...options, image, shown: 'ends' });
    const [imageTop, imageBottom, top, bottom] = embeddedCells(svg);
    const steps = tickLabels(svg, (label) => pageX(label) < (imageTop?.left ?? 0));

    expect(steps.map(({ number }) => number)).toEqual([0, 1, 2, 3, 4, 23, 24, 25, 26, 27]);
    expect([top?.rows, bottom?.rows]).toEqual([5, 5]);
    expect(bottom?.colourAt(0, 3)).toEqual([
      ...sequentialPalette(gate.values[23 * UNITS + 3] as number),
    ]);
    expect([imageTop?.top, imageBottom?.top]).toEqual([top?.top, bottom?.top]);
    expect(bottom!.top).toBeGreaterThan(top!.top + top!.height);
  });

  test('sets the image beside the steps row for row', () => {
    const [pixels, cells] = embeddedCells(heatMapSvg(gate, { ...options, image }));

    expect([pixels?.top, pixels?.height]).toEqual([cells?.top, cells?.height]);
    expect(pixels?.width).toBe(pixels?.height);
    expect(pixels?.colourAt(0, 2)).toEqual([255, 255, 255]);
  });

  test('shows the rows of an image that belong to the steps', () => {
    const part = tensor('layers.0.inputGate', 2, UNITS, () => 0.5, 0);
    const [pixels] = embeddedCells(heatMapSvg(part, { ...options, image, firstStep: 9 }));

    const level = Math.round((255 * ((9 * 28 + 1) % 3)) / 2);
    expect(pixels?.rows).toBe(2);
    expect(pixels?.colourAt(0, 1)).toEqual([level, level, level]);
  });

  test('takes one step of all units', () => {
    const one = {
      ...gate,
      shape: [UNITS],
      axes: ['unit'],
      values: Array.from(gate.values).slice(0, UNITS),
    };
    const svg = heatMapSvg(one, { ...options, firstStep: 27 });

    expect(embeddedCells(svg)[0]?.rows).toBe(1);
    expect(tickLabels(svg, () => true).map(({ number }) => number)).toContain(27);
  });

  test('has no axis for a row that is of no step', () => {
    const row = { ...tensor('head.0.output', 1, UNITS, () => 0.5, 0), axes: ['', 'unit'] };
    const svg = heatMapSvg(row, options);
    const texts = placedElements(svg).filter(({ name }) => name === 'text');

    expect(texts.filter(({ attributes }) => attributes['text-anchor'] === 'end')).toEqual([]);
    expect(texts.filter(({ attributes }) => attributes.transform !== undefined)).toEqual([]);
    expect(placedElements(svg)[2]?.text).toContain('head.0.output: 32 unit columns');
  });

  test('has a colour bar that says its range', () => {
    const state = tensor('layers.0.hiddenState', STEPS, UNITS, () => 0, -1);
    const svg = heatMapSvg(state, options);
    const bar = embeddedCells(svg).at(-1);
    const texts = placedElements(svg).map(({ text }) => text);

    expect(texts).toEqual(expect.arrayContaining(['−1', '−0.5', '0', '0.5', '1']));
    expect(bar?.colourAt(0, 0)).toEqual([...divergingPalette(0)]);
    expect(bar?.colourAt(0, 255)).toEqual([...divergingPalette(1)]);
  });

  test('is the same for the same numbers, and says in words what it shows', () => {
    const svg = heatMapSvg(gate, options);
    const [root, title, description] = placedElements(svg);

    expect(heatMapSvg(gate, options)).toBe(svg);
    expect(root?.attributes.role).toBe('img');
    expect(title).toMatchObject({ name: 'title', text: 'gru-64' });
    expect(description?.name).toBe('desc');
    expect(description?.text).toContain('steps 0 to 27');
    expect(svg).not.toMatch(/\d\.\d{3}/);
  });

  test('escapes what a user named, and replaces what XML cannot hold', async () => {
    const title = `<script>&"'</script>\u0000\uD800`;
    const svg = heatMapSvg(gate, { title, subtitle: title });
    const shown = placedElements(svg).filter(
      ({ text }) => text === `<script>&"'</script>\uFFFD\uFFFD`,
    );

    expect(shown.map(({ name }) => name)).toEqual(['title', 'text', 'text']);
    await expect(renderPng(svg, { scale: 1 })).resolves.toBeInstanceOf(Uint8Array);
  });

  test('is drawn by the renderer in exactly the palette’s colours', async () => {
    const svg = heatMapSvg(gate, options);
    const [cells] = embeddedCells(svg);
    const png = PNG.sync.read(Buffer.from(await renderPng(svg, { scale: 2 })));
    for (let row = 0; row < STEPS; row++) {
      for (let column = 0; column < UNITS; column++) {
        const x = 2 * (cells!.left + (column + 0.5) * 12);
        const y = 2 * (cells!.top + (row + 0.5) * 12);
        const pixel = [...png.data.subarray(4 * (y * png.width + x)).subarray(0, 3)];
        expect(pixel).toEqual(cells?.colourAt(row, column));
      }
    }
  });

  const nothing = { name: 'a', axes: ['step', 'unit'], values: [] };
  test.each<[string, FigureTensor, Partial<HeatMapOptions>, string]>([
    ['an empty tensor', { ...nothing, shape: [0, 3] }, {}, 'tensor.shape'],
    ['no axis', { ...nothing, shape: [], axes: [] }, {}, 'tensor.shape'],
    [
      'three axes',
      { ...gate, shape: [1, 28, 32], axes: ['image', 'step', 'unit'] },
      {},
      'tensor.shape',
    ],
    ['an axis without a name', { ...gate, axes: ['step'] }, {}, 'tensor.shape'],
    ['too few values', { ...gate, shape: [28, 33] }, {}, 'tensor.values'],
    ['a broken length', { ...nothing, shape: [1.5, 2] }, {}, 'tensor.shape'],
    ['too many columns', { ...nothing, shape: [1, 5000] }, {}, 'tensor.shape'],
    ['too many values', { ...nothing, shape: [2000, 2000] }, {}, 'tensor.shape'],
    ['NaN', { ...gate, shape: [1, 2], values: [0, NaN] }, {}, 'tensor.values[1]'],
    ['infinity', { ...gate, shape: [1, 2], values: [-Infinity, 1] }, {}, 'tensor.values[0]'],
    ['another number of units', gate, { units: [1, 2] }, 'units'],
    ['a broken unit', { ...gate, shape: [448, 2] }, { units: [1, -2] }, 'units'],
    ['a negative step', gate, { firstStep: -1 }, 'firstStep'],
    ['an image with too few rows', gate, { image, firstStep: 1 }, 'image.shape'],
  ])('refuses %s', (_, wrong, more, argument) => {
    expect(() => heatMapSvg(wrong, { ...options, ...more })).toThrow(invalid(argument));
  });
});
