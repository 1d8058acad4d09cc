import { PNG } from 'pngjs';
import { describe, expect, test } from 'vitest';

import { packPng } from '../../../src/figures/png/packPng.ts';

describe('packPng', () => {
  test.each([
    [3, 4],
    [700, 300],
    [100_000, 2],
  ])('writes %d × %d pixels that a decoder reads back', async (width, height) => {
    const level = (at: number) => (at * 31) % 251;
    const rows = Array.from({ length: height }, (_, y) =>
      Uint8Array.from({ length: 3 * width }, (_, x) => level(x + 7 * y)),
    );
    const file = await packPng({ width, height, channels: 3, rows });

    const png = PNG.sync.read(Buffer.from(file));
    expect([png.width, png.height]).toEqual([width, height]);
    const colours = png.data.filter((_, at) => at % 4 !== 3);
    expect(Buffer.compare(colours, Buffer.concat(rows))).toBe(0);
  });

  test('keeps alpha', async () => {
    const rows = [Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8)];
    const file = await packPng({ width: 2, height: 1, channels: 4, rows });

    expect([...PNG.sync.read(Buffer.from(file)).data]).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  test('lets the event loop turn while it packs', async () => {
    const row = Uint8Array.from({ length: 3 * 2000 }, (_, x) => (x * x) % 251);
    let turns = 0;
    let packing = true;
    const count = () => {
      turns++;
      if (packing) setImmediate(count);
    };
    setImmediate(count);
    const rows = Array.from({ length: 1000 }, () => row);
    await packPng({ width: 2000, height: 1000, channels: 3, rows });
    packing = false;

    // A turn at least for every quarter of a megabyte that goes to the compressor.
    expect(turns).toBeGreaterThan(6_000_000 / 2 ** 18);
  });
});
