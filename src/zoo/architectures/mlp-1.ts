import type { Architecture } from '../architecture.ts';

export const mlp1: Architecture = {
  slug: 'mlp-1',
  title: 'Multilayer perceptron, 1 hidden layer',
  description:
    'The whole image through one dense ReLU layer of 32 units. It runs on the TensorFlow engine.',
  recipe: { convolutions: [], dense: [32] },
};
