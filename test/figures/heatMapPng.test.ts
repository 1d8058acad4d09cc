import { PNG } from 'pngjs';
import { describe, expect, test } from 'vitest';
import { sequentialPalette } from '../../src/figures/colours/palettes.ts';
import { heatMapPng } from '../../src/figures/heatMapPng.ts';
import { invalid } from './invalidArgument.ts';

const gate = {
  name: 'layers.0.inputGate',
  shape: [2, 3],
  axes: ['step', 'unit'],
  values: [0, 0.25, 0.5, 0.75, 1, 0.125],
  range: { least: 0, most: 1 },
};

describe('heatMapPng', () => {
  test('makes each value a square of its colour', async () => {
    const png = PNG.sync.read(Buffer.from(await heatMapPng(gate, 4)));

    expect([png.width, png.height]).toEqual([12, 8]);
    for (let y = 0; y < 8; y++) {
      for (let x = 0; x < 12; x++) {
        const value = gate.values[3 * Math.floor(y / 4) + Math.floor(x / 4)] as number;
        const first = 4 * (y * 12 + x);
        expect([...png.data.subarray(first, first + 4)]).toEqual([
          ...sequentialPalette(value),
          255,
        ]);
      }
    }
  });

  test('shows an image as it is', async () => {
    const image = { name: 'image', shape: [1, 2], axes: ['row', 'column'], values: [0, 1] };
    const { data } = PNG.sync.read(Buffer.from(await heatMapPng(image, 1)));

    expect([...data]).toEqual([0, 0, 0, 255, 255, 255, 255, 255]);
  });

  test.each([0, 1.5, 65, NaN])('refuses a scale of %s', async (scale) => {
    await expect(heatMapPng(gate, scale)).rejects.toThrow(invalid('scale'));
  });

  test('refuses more pixels than a server should make', async () => {
    const large = { ...gate, shape: [500, 500], values: new Float32Array(250_000) };

    await expect(heatMapPng(large, 64)).rejects.toThrow(invalid('scale'));
    await expect(heatMapPng({ ...gate, values: [] }, 4)).rejects.toThrow(invalid('tensor.values'));
  });
});
