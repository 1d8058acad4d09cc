import type { Architecture } from '../architecture.ts';

export const linear: Architecture = {
  slug: 'linear',
  title: 'Linear classifier',
  description:
    'One affine map of the whole image to the logits: what can be had without any hidden unit. It runs on the TensorFlow engine.',
  recipe: { convolutions: [], dense: [] },
};
