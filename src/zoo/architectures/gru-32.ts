import { makeRecipe } from '../../networks/recipe.ts';
import type { Architecture } from '../architecture.ts';

export const gru32: Architecture = {
  slug: 'gru-32',
  title: 'GRU, 1 layer, 32 units',
  description: 'One reset-after GRU layer of 32 units.',
  paper: 'Cho et al., Learning phrase representations using RNN encoder–decoder, arXiv 1406.1078',
  recipe: makeRecipe({ cell: 'GRU', units: 32 }),
};
