import { expect, test } from 'vitest';
import { binarize, inputLevels, inputValues, pixelsFromBytes } from '../../src/data/binarize.ts';

test('is 1 strictly above the threshold', () => {
  const pixels = Float32Array.of(0, 0.05, 0.1, 0.100001, 0.5, 1);

  expect([...binarize(pixels, 0.1)]).toEqual([0, 0, 0, 1, 1, 1]);
  expect([...binarize(pixels, 0.5)]).toEqual([0, 0, 0, 0, 0, 1]);
});

test('leaves the pixels as they were', () => {
  const pixels = Float32Array.of(0.7);
  binarize(pixels, 0.5);

  expect(pixels).toEqual(Float32Array.of(0.7));
});

test('grey levels up to 25 are paper, from 26 on ink', () => {
  const levels = inputLevels(0.1);

  expect(levels).toHaveLength(256);
  expect(levels.indexOf(1)).toBe(26);
  expect(levels.lastIndexOf(0)).toBe(25);
});

test('without a threshold the network reads grey from 0 to 1', () => {
  const levels = inputLevels(null);
  expect([levels[0], levels[51], levels[255]]).toEqual([0, Math.fround(0.2), 1]);
  expect(inputValues(Float32Array.of(0.3, 0.05), null)).toEqual(Float32Array.of(0.3, 0.05));
  expect(inputValues(Float32Array.of(0.3, 0.05), 0.1)).toEqual(Float32Array.of(1, 0));
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
