import type { Architecture } from '../architecture.ts';

export const mlp2: Architecture = {
  slug: 'mlp-2',
  title: 'Multilayer perceptron, 2 hidden layers',
  description:
    'The whole image through two dense ReLU layers of 32 units. It runs on the TensorFlow engine.',
  recipe: { convolutions: [], dense: [32, 32] },
};
