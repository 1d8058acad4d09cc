import { makeRecipe } from '../../networks/recipe.ts';
import type { Architecture } from '../architecture.ts';

export const lstm32: Architecture = {
  slug: 'lstm-32',
  title: 'LSTM, 1 layer, 32 units',
  description: 'One LSTM layer of 32 units: a good first model to look inside.',
  paper:
    'Hochreiter and Schmidhuber, Long short-term memory, 1997; the forget gate: Gers et al., 2000',
  recipe: makeRecipe({ cell: 'LSTM', units: 32 }),
};
