import { makeRecipe } from '../../networks/recipe.ts';
import type { Architecture } from '../architecture.ts';

export const gru3x32ResetBefore: Architecture = {
  slug: 'gru-3x32-reset-before',
  title: 'GRU, 3 layers, 32 units, reset before',
  description:
    'Three stacked GRU layers of 32 units that reset the state before the matrix product, as in the code of the course work that Gatescope grew out of.',
  paper: 'Cho et al., Learning phrase representations using RNN encoder–decoder, arXiv 1406.1078',
  recipe: makeRecipe({ cell: 'GRU', units: 32, layers: 3, resetAfter: false }),
};
