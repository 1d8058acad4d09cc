import { describe, expect, it } from 'vitest';
import { forwardByEquations } from '../../src/networks/forwardByEquations.ts';
import { largestDifference } from './largestDifference.ts';
import { readReferences } from './references.ts';

describe.each(readReferences())('the equations of $title', (reference) => {
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

  it('give probabilities that add up to 1', () => {
    const { values, shape } = activations.get('head.probabilities')!;
    for (let row = 0; row < values.length / shape[2]; row++) {
      const sum = values.subarray(row * shape[2], (row + 1) * shape[2]).reduce((a, b) => a + b, 0);
      expect(sum).toBeCloseTo(1, 5);
    }
  });
});
