import { describe, expect, it } from 'vitest';
import { activationList, shapeOf } from '../../src/networks/activationList.ts';
import { forwardByEquations } from '../../src/networks/forwardByEquations.ts';
import { largestDifference } from './largestDifference.ts';
import { readReferences } from './references.ts';

const all = [...readReferences(), ...readReferences('rnnReferences.json')];

describe.each(all)('the equations of $title', (reference) => {
  const { network, parameters, images } = reference;
  const activations = forwardByEquations(network, parameters, images);
  const top = `layers.${network.recipe.layers - 1}`;

  it('give the reference’s hidden states to 1e-5', () => {
    const hidden = activations.get(`${top}.hiddenState`);
    expect(largestDifference(hidden!.values, reference.hiddenStates)).toBeLessThan(1e-5);
  });

  it('give the reference’s logits to 1e-5, at every step', () => {
    const logits = activations.get('head.logits');
    expect(logits!.shape).toEqual([images.batch, images.rows, network.classes]);
    expect(largestDifference(logits!.values, reference.logits)).toBeLessThan(1e-5);
  });

  it('have the shapes and ranges that are described', () => {
    for (const description of activationList(network)) {
      const { shape, values } = activations.get(description.name)!;
      expect(shape).toEqual([images.batch, ...shapeOf(description, images.rows)]);
      expect(description.axes[0]).toBe('step');
      expect(description.axes).toHaveLength(2);
      const { least, most } = description.range ?? { least: -Infinity, most: Infinity };
      expect(Math.min(...values)).toBeGreaterThanOrEqual(least);
      expect(Math.max(...values)).toBeLessThanOrEqual(most);
    }
  });

  it('give probabilities that add up to 1', () => {
    const { values, shape } = activations.get('head.probabilities')!;
    const classes = shape[2]!;
    for (let row = 0; row < values.length / classes; row++) {
      const sum = values.subarray(row * classes, (row + 1) * classes).reduce((a, b) => a + b, 0);
      expect(sum).toBeCloseTo(1, 5);
    }
  });
});
