import { makeRecipe } from '../../networks/recipe.ts';
import type { Architecture } from '../architecture.ts';

export const lstm64: Architecture = {
  slug: 'lstm-64',
  title: 'LSTM, 1 layer, 64 units',
  description: 'One LSTM layer of 64 units.',
  paper:
    'Hochreiter and Schmidhuber, Long short-term memory, 1997; the forget gate: Gers et al., 2000',
  recipe: makeRecipe({ cell: 'LSTM', units: 64 }),
};
