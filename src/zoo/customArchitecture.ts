import {
  byRecipeKind,
  type Recipe,
  type RecurrentRecipe,
  type WholeImageRecipe,
} from '../networks/recipe.ts';
import type { Architecture } from './architecture.ts';

/**
 * Describes a recipe of the user's own by its kind and size, such as `custom-gru-2x48`; what else was
 * chosen stands in the recipe.
 */
export function customArchitecture(recipe: Recipe): Architecture {
  const named = byRecipeKind(recipe, recurrentName, wholeImageName);
  return { ...named, description: 'A recipe of the user’s own.', recipe };
}

function recurrentName({ cell, units, layers }: RecurrentRecipe): { slug: string; title: string } {
  const size = layers === 1 ? `${units}` : `${layers}x${units}`;
  return {
    slug: `custom-${cell.toLowerCase()}-${size}`,
    title: `${cell}, ${layers} layer${layers === 1 ? '' : 's'}, ${units} units, custom`,
  };
}

function wholeImageName({ convolutions, dense }: WholeImageRecipe): {
  slug: string;
  title: string;
} {
  const kind = convolutions.length > 0 ? 'cnn' : dense.length > 0 ? 'mlp' : 'linear';
  const sizes = [...convolutions, ...dense];
  const channels = convolutions.length > 0 ? `, channels ${convolutions.join(' and ')}` : '';
  const units = dense.length > 0 ? `, dense ${dense.join(' and ')}` : '';
  return {
    slug: ['custom', kind, ...sizes].join('-'),
    title: `${kind === 'linear' ? 'Linear' : kind.toUpperCase()}${channels}${units}, custom`,
  };
}
