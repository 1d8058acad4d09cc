import { makeRecipe } from '../../networks/recipe.ts';
import type { Architecture } from '../architecture.ts';

export const lstm3x32: Architecture = {
  slug: 'lstm-3x32',
  title: 'LSTM, 3 layers, 32 units',
  description:
    'Three stacked LSTM layers of 32 units; each reads the hidden states of the one below.',
  paper:
    'Hochreiter and Schmidhuber, Long short-term memory, 1997; the forget gate: Gers et al., 2000',
  recipe: makeRecipe({ cell: 'LSTM', units: 32, layers: 3 }),
};
