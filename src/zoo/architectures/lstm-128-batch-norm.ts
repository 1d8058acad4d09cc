import { makeRecipe } from '../../networks/recipe.ts';
import type { Architecture } from '../architecture.ts';

export const lstm128BatchNorm: Architecture = {
  slug: 'lstm-128-batch-norm',
  title: 'LSTM, 1 layer, 128 units, batch normalization',
  description:
    'One LSTM layer of 128 units with recurrent batch normalization: statistics of each step, γ starting at 0.1. It runs on the TensorFlow engine.',
  paper: 'Cooijmans et al., Recurrent batch normalization, arXiv 1603.09025',
  recipe: makeRecipe({ cell: 'LSTM', units: 128, batchNormalization: true }),
};
