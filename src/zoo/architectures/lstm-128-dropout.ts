import { makeRecipe } from '../../networks/recipe.ts';
import type { Architecture } from '../architecture.ts';

export const lstm128Dropout: Architecture = {
  slug: 'lstm-128-dropout',
  title: 'LSTM, 1 layer, 128 units, dropout',
  description:
    'The recipe of lstm-128, trained with half of the values dropped that the head reads.',
  paper: 'Zaremba et al., Recurrent neural network regularization, arXiv 1409.2329',
  recipe: makeRecipe({ cell: 'LSTM', units: 128 }),
  dropout: 0.5,
};
