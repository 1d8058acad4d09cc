import { describe, expect, it } from 'vitest';
import { activationList, shapeOf } from '../../src/networks/activationList.ts';
import { forwardByEquations } from '../../src/networks/forwardByEquations.ts';
import { parameterCount } from '../../src/networks/parameters.ts';
import { largestDifference } from './largestDifference.ts';
import { readWholeImageReferences } from './wholeImageReferences.ts';

describe.each(readWholeImageReferences().references)('the equations of $title', (reference) => {
  const { network, parameters, images } = reference;
  const found = forwardByEquations(network, parameters, images);

  it('give the reference’s activations to 1e-5', () => {
    expect([...found.keys()]).toEqual([...reference.activations.keys()]);
    for (const [name, { shape, values }] of reference.activations) {
      expect(found.get(name)!.shape).toEqual(shape);
      expect(largestDifference(found.get(name)!.values, values), name).toBeLessThan(1e-5);
    }
  });

  it('have the shapes and ranges that are described', () => {
    for (const description of activationList(network)) {
      const { shape, values } = found.get(description.name)!;
      expect(shape).toEqual([images.batch, ...shapeOf(description, images.rows)]);
      expect(description.axes).toHaveLength(shape.length - 1);
      const { least, most } = description.range ?? { least: -Infinity, most: Infinity };
      expect(Math.min(...values)).toBeGreaterThanOrEqual(least);
      expect(Math.max(...values)).toBeLessThanOrEqual(most);
    }
  });
});

describe('a network of the whole image', () => {
  const shape = { rows: 28, columns: 28, classes: 10, binarizeThreshold: 0.1 };

  // By hand: 28 × 28 pixels, which two poolings make 7 × 7.
  it.each([
    [{ convolutions: [], dense: [] }, 784 * 10 + 10],
    [{ convolutions: [], dense: [32, 32] }, 784 * 32 + 32 + 32 * 32 + 32 + 32 * 10 + 10],
    [
      { convolutions: [8, 16], dense: [32] },
      9 * 8 + 8 + 9 * 8 * 16 + 16 + 7 * 7 * 16 * 32 + 32 + 32 * 10 + 10,
    ],
  ])('of %o has %i parameters', (recipe, count) => {
    expect(parameterCount({ recipe, ...shape })).toBe(count);
  });

  it('says so when images are too small to be pooled so often', () => {
    const network = { ...shape, recipe: { convolutions: [8, 16], dense: [] }, rows: 3 };
    expect(() => parameterCount(network)).toThrow(
      'dataset: expected images of at least 4 × 4 pixels for this architecture, got 3 × 28',
    );
  });
});
