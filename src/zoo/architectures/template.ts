/*
 * To be copied, not registered: docs/adding-a-model.md tells how to go on from here. It is type-checked
 * and tested like the others, so it is never out of date.
 */
import { makeRecipe } from '../../networks/recipe.ts';
import type { Architecture } from '../architecture.ts';

/** Named as its slug, in camel case. */
export const template: Architecture = {
  // The file's name. Lower case, digits and hyphens: cell, size, then what is special.
  slug: 'template',
  // Cell, layers, units, then what is special.
  title: 'GRU, 2 layers, 48 units',
  // What it is, what it is good for, and which engine it needs if not every one has it. The equations
  // are written from the recipe by themselves: src/zoo/equations.ts.
  description: 'Two stacked reset-after GRU layers of 48 units, to be copied.',
  // Where it was first described; leave it out if there is no one place.
  paper: 'Cho et al., Learning phrase representations using RNN encoder–decoder, arXiv 1406.1078',
  // Only what differs from the defaults: see RecipeChoices in src/networks/recipe.ts. A model that sees
  // the whole image has { convolutions: [8, 16], dense: [32] } instead, without makeRecipe.
  recipe: makeRecipe({ cell: 'GRU', units: 48, layers: 2 }),
  // The dropout of runs that ask for none; leave it out for 0.
  dropout: 0.2,
};
