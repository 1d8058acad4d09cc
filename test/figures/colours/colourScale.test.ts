import { describe, expect, test } from 'vitest';
import { colourScaleFor } from '../../../src/figures/colours/colourScale.ts';
import {
  divergingPalette,
  greyPalette,
  sequentialPalette,
} from '../../../src/figures/colours/palettes.ts';
import { matrixOf, type ValueRange } from '../../../src/figures/tensors/figureTensor.ts';

function matrix(values: number[], range: ValueRange | null, axes = ['step', 'unit']) {
  return matrixOf({ name: 'a', shape: [1, values.length], axes, values, range }, 'tensor');
}

describe('colourScaleFor', () => {
  test('gives gates the sequential palette over their whole range', () => {
    const scale = colourScaleFor([matrix([0.4, 0.6], { least: 0, most: 1 })]);

    expect([scale.least, scale.most]).toEqual([0, 1]);
    expect(scale.colourAt(0)).toEqual(sequentialPalette(0));
    expect(scale.colourAt(0.4)).toEqual(sequentialPalette(0.4));
  });

  test('gives states the diverging palette with 0 in the middle', () => {
    const scale = colourScaleFor([matrix([0.1, 0.3], { least: -1, most: 1 })]);

    expect([scale.least, scale.most]).toEqual([-1, 1]);
    expect(scale.colourAt(0)).toEqual(divergingPalette(0.5));
    expect(scale.colourAt(-0.5)).toEqual(divergingPalette(0.25));
  });

  test.each([
    ['no limit', null, [-3.21, 1], [-3.5, 3.5]],
    ['no limit and no sign', null, [1.2, 2], [-2, 2]],
    ['no upper limit', { least: 0, most: Infinity }, [0, 7.3], [0, 8]],
    ['values beyond it', { least: 0, most: 1 }, [0, 2], [0, 2]],
    ['values below it', { least: 0, most: 1 }, [-0.5, 1], [-1, 1]],
    ['values beyond it by rounding', { least: 0, most: 1 }, [-1e-7, 1 + 2e-7], [0, 1]],
    ['a sign, and rounding', { least: -1, most: 1 }, [-1 - 2e-7, 0], [-1, 1]],
    ['nothing but zeros', null, [0, 0], [-1, 1]],
  ])('of a range with %s, takes a round end that holds all values', (_, range, values, ends) => {
    const scale = colourScaleFor([matrix(values, range)]);

    expect([scale.least, scale.most]).toEqual(ends);
  });

  test('spans all matrices given', () => {
    const scale = colourScaleFor([matrix([1], null), matrix([-5], null)]);

    expect([scale.least, scale.most]).toEqual([-5, 5]);
  });

  test('shows an image in grey', () => {
    const scale = colourScaleFor([matrix([0, 0.5], null, ['row', 'column'])]);

    expect(scale.colourAt(0.5)).toEqual(greyPalette(0.5));
  });
});
