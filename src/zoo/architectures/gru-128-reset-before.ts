import { makeRecipe } from '../../networks/recipe.ts';
import type { Architecture } from '../architecture.ts';

export const gru128ResetBefore: Architecture = {
  slug: 'gru-128-reset-before',
  title: 'GRU, 1 layer, 128 units, reset before',
  description:
    'One GRU layer of 128 units that resets the state before the matrix product, as in the code of the course work that Gatescope grew out of.',
  paper: 'Cho et al., Learning phrase representations using RNN encoder–decoder, arXiv 1406.1078',
  recipe: makeRecipe({ cell: 'GRU', units: 128, resetAfter: false }),
};
