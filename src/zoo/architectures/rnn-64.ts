import { makeRecipe } from '../../networks/recipe.ts';
import type { Architecture } from '../architecture.ts';

export const rnn64: Architecture = {
  slug: 'rnn-64',
  title: 'Vanilla RNN, 1 layer, 64 units',
  description:
    'One layer of 64 units without any gate: what gates are measured against. It runs on the TensorFlow engine.',
  paper: 'Elman, Finding structure in time, 1990',
  recipe: makeRecipe({ cell: 'RNN', units: 64 }),
};
