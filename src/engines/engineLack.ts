import type { Recipe } from '../networks/recipe.ts';
import type { EngineChoice } from '../networks/trainingOptions.ts';
import { lackFor } from './native/nativeNetwork.ts';

/**
 * What an engine lacks to run a recipe on any machine, as a short clause; null where it has all of it,
 * and where the worker is to choose. No engine is loaded, so a server that has none can say it too.
 */
export function engineLack(recipe: Recipe, choice: EngineChoice): string | null {
  return choice === 'NATIVE' ? lackFor(recipe) : null;
}
