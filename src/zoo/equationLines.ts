import { cellOf } from '../networks/cells/cellOf.ts';
import { headShapes } from '../networks/head.ts';
import {
  byRecipeKind,
  type Network,
  type RecurrentRecipe,
  type WholeImageRecipe,
} from '../networks/recipe.ts';

import { givenTask, taskKindOf } from '../networks/tasks/taskOf.ts';

/** The last equation, from the logits. */
type Answer = (logits: string) => string;

/**
 * What a recipe computes, a line for each equation, in the order of computing. x is an image row (or
 * the hidden state of the layer below), h₋₁ and c₋₁ are of the step before, · is a matrix product and
 * ∘ acts unit by unit.
 */
export function equationsOf({ recipe, task }: Pick<Network, 'recipe' | 'task'>): string[] {
  const { equation } = taskKindOf(givenTask(task));
  return byRecipeKind(
    recipe,
    (recurrent) => recurrentEquations(recurrent, equation),
    (wholeImage) => wholeImageEquations(wholeImage, equation),
  );
}

function recurrentEquations(recipe: RecurrentRecipe, answer: Answer): string[] {
  const projection = recipe.inputProjection ? ['x ← W_p·x + b_p'] : [];
  return [...projection, ...cellOf(recipe).equations, ...headEquations(recipe, answer)];
}

function headEquations({ head }: RecurrentRecipe, answer: Answer): string[] {
  const { reluFirst, hidden } = headShapes[head];
  return denseEquations(reluFirst ? 'ReLU(h)' : 'h', hidden, answer);
}

function wholeImageEquations({ convolutions, dense }: WholeImageRecipe, answer: Answer): string[] {
  const pooled = convolutions.map((_, n) => {
    const [from, to] = [digit(n), digit(n + 1)];
    return `x${to} = maxpool(ReLU(K${to} ∗ x${from} + k${to}))`;
  });
  return [...pooled, ...denseEquations(`x${digit(convolutions.length)}`, dense.length, answer)];
}

/** Dense ReLU layers, so many, and what the task makes of the logits. */
function denseEquations(input: string, hiddenLayers: number, answer: Answer): string[] {
  const affine = (layer: number) => {
    const below = layer === 0 ? input : `a${digit(layer)}`;
    return `D${digit(layer + 1)}·${below} + d${digit(layer + 1)}`;
  };
  const hidden = Array.from(
    { length: hiddenLayers },
    (_, layer) => `a${digit(layer + 1)} = ReLU(${affine(layer)})`,
  );
  return [...hidden, answer(affine(hiddenLayers))];
}

/** A number of one digit as a subscript. */
function digit(n: number): string {
  return String.fromCodePoint(0x2080 + n);
}
