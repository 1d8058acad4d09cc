import { makeRecipe } from '../../networks/recipe.ts';
import type { Architecture } from '../architecture.ts';

export const lstm32Zeros: Architecture = {
  slug: 'lstm-32-zeros',
  title: 'LSTM, 1 layer, 32 units, from zero',
  description:
    'The homework’s bonus cell: every weight and bias of the LSTM starts at 0, the forget bias too, so that all its units start alike; the head, whose biases are drawn as well, sets them apart.',
  recipe: makeRecipe({ cell: 'LSTM', units: 32, initialization: 'ZERO_CELL' }),
};
