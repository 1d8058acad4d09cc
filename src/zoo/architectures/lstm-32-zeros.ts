import { makeRecipe } from '../../networks/recipe.ts';
import type { Architecture } from '../architecture.ts';

export const lstm32Zeros: Architecture = {
  slug: 'lstm-32-zeros',
  title: 'LSTM, 1 layer, 32 units, from zero',
  description:
    'An LSTM of 32 units whose weights and biases all start at 0, the forget bias too. So all units start alike. The head starts with random weights and biases, which set them apart.',
  recipe: makeRecipe({ cell: 'LSTM', units: 32, initialization: 'ZERO_CELL' }),
};
