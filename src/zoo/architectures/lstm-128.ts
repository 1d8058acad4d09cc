import { makeRecipe } from '../../networks/recipe.ts';
import type { Architecture } from '../architecture.ts';

export const lstm128: Architecture = {
  slug: 'lstm-128',
  title: 'LSTM, 1 layer, 128 units',
  description: 'One LSTM layer of 128 units, the largest of the LSTMs with one layer.',
  paper:
    'Hochreiter and Schmidhuber, Long short-term memory, 1997; the forget gate: Gers et al., 2000',
  recipe: makeRecipe({ cell: 'LSTM', units: 128 }),
};
