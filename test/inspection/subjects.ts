import type { RecurrentSubject, Subject } from '../../src/inspection/subject.ts';
import { initialParameters } from '../../src/networks/initialParameters.ts';
import {
  makeRecipe,
  type Network,
  type RecipeChoices,
  type WholeImageRecipe,
} from '../../src/networks/recipe.ts';

const mnistSize = { rows: 28, columns: 28, classes: 10, binarizeThreshold: 0.1 };

/** A small recurrent network with its starting weights, to be looked into. */
export function recurrentSubject(
  choices: RecipeChoices,
  change: Partial<Network> = {},
): RecurrentSubject {
  const network = { ...mnistSize, ...change, recipe: makeRecipe(choices) };
  return { network, parameters: initialParameters(network, 3) };
}

export function wholeImageSubject(
  recipe: WholeImageRecipe,
  change: Partial<Network> = {},
): Subject {
  const network = { ...mnistSize, ...change, recipe };
  return { network, parameters: initialParameters(network, 3) };
}
