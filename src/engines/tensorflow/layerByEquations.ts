import { cellOf } from '../../networks/cells/cellOf.ts';
import { runSteps, type StepTap } from '../../networks/equations.ts';
import type { RecurrentRecipe } from '../../networks/recipe.ts';
import type { Layer } from './layer.ts';
import type { Runtime, Tensor } from './runtime.ts';
import { tensorOperations } from './tensorOperations.ts';

/** A layer of any cell by its equations in networks/cells, a few operations a step. */
export function layerByEquations(runtime: Runtime, recipe: RecurrentRecipe): Layer {
  const { tf } = runtime;
  const ops = tensorOperations(runtime);
  return (input, weights, normalize) => {
    // All steps in one product: [step, batch, inputs] → [batch, gates · units] a step.
    const [steps, batch, inputs] = input.shape as [number, number, number];
    const rows = tf.reshape(input, [steps * batch, inputs]);
    const sums = tf.reshape(cellOf(recipe).inputSums(ops, weights, rows), [steps, batch, -1]);
    const untouched: StepTap<Tensor> = (_step, values) => values;
    return tf.stack(runSteps(ops, recipe, weights, tf.unstack(sums), untouched, normalize));
  };
}
