import { expect, test } from 'vitest';
import {
  activationLayer,
  activationSymbol,
  activationWords,
} from '../../../src/figures/tensors/activationLabel.ts';

test('the words of an activation are those of its last part', () => {
  expect(activationWords('layers.0.inputGate')).toBe('input gate');
  expect(activationWords('head.probabilities')).toBe('probabilities');
});

test('a candidate is that of the state that its cell has', () => {
  const lstm = ['layers.0.candidate', 'layers.0.cellState', 'layers.0.hiddenState'];
  const gru = ['layers.0.candidate', 'layers.0.hiddenState'];

  expect(activationSymbol('layers.0.candidate', lstm)).toBe('c\u0303');
  expect(activationSymbol('layers.0.candidate', gru)).toBe('h\u0303');
});

test('gates and states have the letters of the equations, and others none', () => {
  const symbols = ['layers.1.forgetGate', 'layers.1.updateGate', 'head.logits'].map((name) =>
    activationSymbol(name, []),
  );

  expect(symbols).toEqual(['f', 'z', '']);
});

test('the layer is told from the name; the head is of none', () => {
  expect(activationLayer('layers.12.hiddenState')).toBe(12);
  expect(activationLayer('head.logits')).toBeUndefined();
});
