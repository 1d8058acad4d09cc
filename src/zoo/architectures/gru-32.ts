import { makeRecipe } from '../../networks/recipe.ts';
import type { Architecture } from '../architecture.ts';

export const gru32: Architecture = {
  slug: 'gru-32',
  title: 'GRU, 1 layer, 32 units',
  description: 'One reset-after GRU layer of 32 units.',
  recipe: makeRecipe({ cell: 'GRU', units: 32 }),
};
