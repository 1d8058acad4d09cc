import { makeRecipe } from '../../networks/recipe.ts';
import type { Architecture } from '../architecture.ts';

export const gru3x32: Architecture = {
  slug: 'gru-3x32',
  title: 'GRU, 3 layers, 32 units',
  description:
    'Three stacked reset-after GRU layers of 32 units; each reads the hidden states of the one below.',
  paper: 'Cho et al., Learning phrase representations using RNN encoder–decoder, arXiv 1406.1078',
  recipe: makeRecipe({ cell: 'GRU', units: 32, layers: 3 }),
};
