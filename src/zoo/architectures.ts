import { isDeepStrictEqual } from 'node:util';
import type { Recipe } from '../networks/recipe.ts';
import type { Architecture } from './architecture.ts';
import { lstm32 } from './architectures/lstm-32.ts';
import { lstm64 } from './architectures/lstm-64.ts';
import { lstm128 } from './architectures/lstm-128.ts';
import { lstm3x32 } from './architectures/lstm-3x32.ts';
import { gru32 } from './architectures/gru-32.ts';
import { gru64 } from './architectures/gru-64.ts';
import { gru128 } from './architectures/gru-128.ts';
import { gru3x32 } from './architectures/gru-3x32.ts';

/** The zoo's architectures in the order of the homework's table. */
export const architectures: readonly Architecture[] = [
  lstm32,
  lstm64,
  lstm128,
  lstm3x32,
  gru32,
  gru64,
  gru128,
  gru3x32,
];

export function findArchitecture(slug: string): Architecture | null {
  return architectures.find((architecture) => architecture.slug === slug) ?? null;
}

/** The zoo's entry with this recipe, or one made up for a recipe of the user's own. */
export function architectureOf(recipe: Recipe): Architecture {
  const known = architectures.find((entry) => isDeepStrictEqual(entry.recipe, recipe));
  return known ?? customArchitecture(recipe);
}

/** `custom-gru-2x48`: the cell and its size; what else was chosen stands in the recipe. */
function customArchitecture(recipe: Recipe): Architecture {
  const { cell, units, layers } = recipe;
  const size = layers === 1 ? `${units}` : `${layers}x${units}`;
  return {
    slug: `custom-${cell.toLowerCase()}-${size}`,
    title: `${cell}, ${layers} layer${layers === 1 ? '' : 's'}, ${units} units, custom`,
    description: 'A recipe of the user’s own.',
    recipe,
  };
}
