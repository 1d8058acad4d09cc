import { type GatescopeError, misfit, notBoth, shown } from '../../errors.ts';
import { makeRecipe, recipeErrors } from '../../networks/recipe.ts';
import { defaultTask, taskKinds } from '../../networks/tasks/taskOf.ts';
import type { Architecture } from '../../zoo/architecture.ts';
import { architectureForRecipe, architectures, findArchitecture } from '../../zoo/architectures.ts';
import type { Mistakes } from './mistakes.ts';
import type { RunRequest } from './runRequest.ts';

/** The zoo's by its slug, or that of a recipe; null where `mistakes` has heard of one. */
export async function chosenArchitecture(
  { architecture, recipe, task }: RunRequest,
  mistakes: Mistakes,
): Promise<Architecture | null> {
  if (!recipe) return mistakes.try(() => architectureNamed(architecture));
  const errors: GatescopeError[] = recipeErrors(recipe, 'input.recipe');
  if (architecture != null) {
    errors.unshift(notBoth('input.recipe', 'input.recipe', 'input.architecture'));
  }
  mistakes.note(errors);
  if (errors.length > 0) return null;
  const [usualHead] = taskKinds[task?.name ?? defaultTask.name].heads;
  return architectureForRecipe(
    makeRecipe(Object.assign({}, recipe, { head: recipe.head ?? usualHead })),
  );
}

function architectureNamed(slug: string | null | undefined): Architecture {
  if (slug === null || slug === undefined) {
    const expected = 'an architecture, or input.recipe instead';
    throw misfit('INVALID_ARGUMENT', 'input.architecture', expected, 'neither');
  }
  const found = findArchitecture(slug);
  if (found !== null) return found;
  const expected = `one of ${architectures.map((entry) => entry.slug).join(', ')}`;
  throw misfit('ARCHITECTURE_NOT_FOUND', 'input.architecture', expected, shown(slug));
}
