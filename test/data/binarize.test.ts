import { expect, test } from 'vitest';
import { binarize, inputLevels, pixelsFromBytes } from '../../src/data/binarize.ts';

test('is 1 strictly above the threshold', () => {
  const pixels = Float32Array.of(0, 0.05, 0.1, 0.100001, 0.5, 1);

  expect([...binarize(pixels)]).toEqual([0, 0, 0, 1, 1, 1]);
  expect([...binarize(pixels, 0.5)]).toEqual([0, 0, 0, 0, 0, 1]);
});

test('leaves the pixels as they were', () => {
  const pixels = Float32Array.of(0.7);
  binarize(pixels);

  expect(pixels).toEqual(Float32Array.of(0.7));
});

test('grey levels up to 25 are paper, from 26 on ink', () => {
  const levels = inputLevels();

  expect(levels).toHaveLength(256);
  expect(levels.indexOf(1)).toBe(26);
  expect(levels.lastIndexOf(0)).toBe(25);
});

test.each([0.1, 0, 0.2, 0.5, 100 / 255, 1])(
  'the level table agrees with the pixels for every byte at threshold %d',
  (threshold) => {
    const bytes = Uint8Array.from({ length: 256 }, (_, level) => level);
    const pixels = pixelsFromBytes(bytes);

    expect(pixels[255]).toBe(1);
    expect(inputLevels(threshold)).toEqual(binarize(pixels, threshold));
  },
);
