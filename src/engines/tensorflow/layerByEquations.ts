import type { NormalizeStep } from '../../networks/batchNormalization.ts';
import type { LayerWeights } from '../../networks/cells/cell.ts';
import { cellOf } from '../../networks/cells/cellOf.ts';
import { runSteps } from '../../networks/equations.ts';
import type { RecurrentRecipe } from '../../networks/recipe.ts';
import type { Layer } from './layer.ts';
import type { Runtime, Tensor } from './runtime.ts';
import { tensorOperations } from './tensorOperations.ts';

type SequenceTap = <Name extends string>(
  step: number,
  values: Record<Name, Tensor>,
) => Record<Name, Tensor>;

/** A layer of any cell by its equations in networks/cells, a few operations a step. */
export function layerByEquations(runtime: Runtime, recipe: RecurrentRecipe): Layer {
  return (input, weights, normalize) =>
    runLayer(runtime, recipe, input, weights, (_step, values) => values, normalize);
}

/** The same with a tap on every activation. */
export function runLayer(
  runtime: Runtime,
  recipe: RecurrentRecipe,
  input: Tensor,
  weights: LayerWeights<Tensor>,
  tap: SequenceTap,
  normalize?: NormalizeStep<Tensor>,
): Tensor {
  const { tf } = runtime;
  const ops = tensorOperations(runtime);
  // All steps in one product: [step, batch, inputs] → [batch, gates · units] a step.
  const [steps, batch, inputs] = input.shape as [number, number, number];
  const rows = tf.reshape(input, [steps * batch, inputs]);
  const sums = tf.reshape(cellOf(recipe).inputSums(ops, weights, rows), [steps, batch, -1]);
  return tf.stack(runSteps(ops, recipe, weights, tf.unstack(sums), tap, normalize));
}
