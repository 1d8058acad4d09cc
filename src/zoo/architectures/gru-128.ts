import { makeRecipe } from '../../networks/recipe.ts';
import type { Architecture } from '../architecture.ts';

export const gru128: Architecture = {
  slug: 'gru-128',
  title: 'GRU, 1 layer, 128 units',
  description:
    'One reset-after GRU layer of 128 units, the most accurate of the four GRUs in the course work that Gatescope grew out of.',
  paper: 'Cho et al., Learning phrase representations using RNN encoder–decoder, arXiv 1406.1078',
  recipe: makeRecipe({ cell: 'GRU', units: 128 }),
};
