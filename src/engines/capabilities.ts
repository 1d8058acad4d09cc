import { shown } from '../errors.ts';
import type { CellName, RecipeOf } from '../networks/cells/cellOf.ts';
import type { Network, Recipe, WholeImageRecipe } from '../networks/recipe.ts';
import type { TaskName } from '../networks/tasks/task.ts';
import { taskOf } from '../networks/tasks/taskOf.ts';

/**
 * What an engine can compute, said of every choice that a recipe has: a cell, a choice or a kind of
 * recipe that is added does not compile before each engine has decided upon it. A text is what the
 * engine lacks, as a short clause such as `it has no vanilla cell`.
 */
export interface Capabilities {
  cells: { readonly [Name in CellName]: Choices<RecipeOf<Name>> | string };
  wholeImage: Choices<WholeImageRecipe> | string;
  /** Null for a task that it has, however images are scanned. */
  tasks: Readonly<Record<TaskName, string | null>>;
}

/** What the engine lacks for a value of a choice; null where it honours it. */
type Choices<R> = { readonly [Choice in keyof R]-?: (value: R[Choice]) => string | null };

/** For a choice of which every value will do. */
export const any = (): null => null;

/** For a choice among names, all of which must be decided upon; null for those that will do. */
export function each<Name extends string>(
  lacks: Readonly<Record<Name, string | null>>,
): (name: Name) => string | null {
  return (name) => (Object.hasOwn(lacks, name) ? lacks[name] : `it does not know ${shown(name)}`);
}

/**
 * What an engine lacks to run a network; null where it has all of it. Recipes are read from a database
 * that a newer version may have written, so whatever is not known is lacking.
 */
export function lackFor(
  capabilities: Capabilities,
  network: Pick<Network, 'recipe' | 'task'>,
): string | null {
  const ofTask = each(capabilities.tasks)(taskOf(network).name);
  return ofTask ?? recipeLack(capabilities, network.recipe);
}

function recipeLack(capabilities: Capabilities, recipe: Recipe): string | null {
  const judges = judgesOf(capabilities, recipe);
  if (typeof judges === 'string') return judges;
  for (const [name, value] of Object.entries(recipe)) {
    const judge = Object.hasOwn(judges, name) ? judges[name] : undefined;
    const lack = judge === undefined ? `it does not know ${shown(name)}` : judge(value);
    if (lack !== null) return lack;
  }
  return null;
}

/** A judge of each choice by its name; which types the values have, the recipe itself says. */
type Judges = Readonly<Record<string, (value: unknown) => string | null>>;

function judgesOf({ cells, wholeImage }: Capabilities, recipe: Recipe): Judges | string {
  if ('cell' in recipe) {
    if (Object.hasOwn(cells, recipe.cell)) return cells[recipe.cell] as Judges | string;
    return `it does not know the cell ${shown(recipe.cell)}`;
  }
  if ('convolutions' in recipe) return wholeImage as Judges | string;
  recipe satisfies never;
  return 'it does not know this kind of recipe';
}
