import type { Architecture } from '../architecture.ts';

export const cnn: Architecture = {
  slug: 'cnn',
  title: 'Convolutional network',
  description:
    'The whole image through 3 × 3 convolutions of 8 and 16 channels, each with ReLU and 2 × 2 max pooling, and a dense ReLU layer of 32 units. It runs on the TensorFlow engine.',
  paper: 'LeCun et al., Gradient-based learning applied to document recognition, 1998',
  recipe: { convolutions: [8, 16], dense: [32] },
};
