import { makeRecipe } from '../../networks/recipe.ts';
import type { Architecture } from '../architecture.ts';

export const lstm128AssignmentHead: Architecture = {
  slug: 'lstm-128-assignment-head',
  title: 'LSTM, 1 layer, 128 units, the assignment’s head',
  description:
    'The network of the assignment’s own text: an affine map of each row to 128 values, one LSTM layer of 128 units, ReLU of its last output, dense 64 ReLU and dense to the classes.',
  paper:
    'Hochreiter and Schmidhuber, Long short-term memory, 1997; the forget gate: Gers et al., 2000',
  recipe: makeRecipe({
    cell: 'LSTM',
    units: 128,
    inputProjection: true,
    head: 'ASSIGNMENT',
  }),
};
