import { PNG } from 'pngjs';
import { describe, expect, test } from 'vitest';
import { renderPng } from '../../../src/figures/png/renderPng.ts';
import { summaryTableSvg } from '../../../src/figures/summaryTableSvg.ts';
import { invalid } from '../invalidArgument.ts';

function table(title: string): string {
  const rows = [{ title: 'Test accuracy', values: [{ mean: 0.9634, deviation: null }] }];
  return summaryTableSvg({ title, blocks: [{ title: 'GRU', columns: ['(1 layer)'], rows }] });
}

async function rendered(svg: string, scale: number): Promise<PNG> {
  return PNG.sync.read(Buffer.from(await renderPng(svg, { scale })));
}

describe('renderPng', () => {
  test('has the figure’s size times the scale, on white', async () => {
    const svg = table('a');
    const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(svg) ?? [];
    const png = await rendered(svg, 2);

    expect([png.width, png.height]).toEqual([2 * Number(width), 2 * Number(height)]);
    expect([...png.data.subarray(0, 4)]).toEqual([255, 255, 255, 255]);
  });

  test('gives equal bytes for equal figures', async () => {
    const [one, other] = await Promise.all([
      renderPng(table('a'), { scale: 1 }),
      renderPng(table('a'), { scale: 1 }),
    ]);

    expect(Buffer.compare(one, other)).toBe(0);
  });

  test('writes text with the font it brings, whatever the machine has', async () => {
    const dark = async (title: string) => {
      const { data } = await rendered(table(title), 1);
      return data.filter((level, k) => k % 4 === 0 && level < 128).length;
    };

    expect(await dark('WWWWWWWW')).toBeGreaterThan((await dark('.')) + 100);
    expect(await dark('c\u0303h\u0303±−σ')).toBeGreaterThan((await dark('.')) + 20);
  });

  test.each([0, 0.1, 9, NaN, Infinity])('refuses a scale of %s', async (scale) => {
    await expect(renderPng(table('a'), { scale })).rejects.toThrow(invalid('scale'));
  });

  test('refuses too many pixels, and text that is no figure', async () => {
    const huge = '<svg width="9000" height="9000"/>';

    await expect(renderPng(huge, { scale: 1 })).rejects.toThrow(invalid('scale'));
    await expect(renderPng('no figure', { scale: 1 })).rejects.toThrow(invalid('svg'));
  });
});
