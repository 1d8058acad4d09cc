import type { Recipe } from '../networks/recipe.ts';

/** A named recipe that can be trained without choosing anything. */
export interface Architecture {
  /** Unique, of the form [a-z0-9-]+; the default name of what is trained from it starts with it. */
  slug: string;
  title: string;
  description: string;
  recipe: Recipe;
}
