import { makeRecipe } from '../../networks/recipe.ts';
import type { Architecture } from '../architecture.ts';

export const gru64: Architecture = {
  slug: 'gru-64',
  title: 'GRU, 1 layer, 64 units',
  description:
    'One reset-after GRU layer of 64 units: the pictures of the course work that Gatescope grew out of are of this network.',
  paper: 'Cho et al., Learning phrase representations using RNN encoder–decoder, arXiv 1406.1078',
  recipe: makeRecipe({ cell: 'GRU', units: 64 }),
};
