import { expect, test } from 'vitest';
import { activationLayer, activationWords } from '../../../src/figures/tensors/activationLabel.ts';

test('the words of an activation are those of its last part', () => {
  expect(activationWords('layers.0.inputGate')).toBe('input gate');
  expect(activationWords('head.probabilities')).toBe('probabilities');
});

test('the layer is told from the name; the head is of none', () => {
  expect(activationLayer('layers.12.hiddenState')).toBe(12);
  expect(activationLayer('head.logits')).toBeUndefined();
});
