import type { LayerWeights } from '../../networks/cells/cell.ts';
import { runSteps } from '../../networks/equations.ts';
import { affine } from '../../networks/operations.ts';
import type { Recipe } from '../../networks/recipe.ts';
import type { Layer } from './layer.ts';
import type { Runtime, Tensor } from './runtime.ts';
import { tensorOperations } from './tensorOperations.ts';

/** A layer of any cell by its equations in networks/cells, a few operations a step. */
export function layerByEquations(runtime: Runtime, recipe: Recipe): Layer {
  const { tf } = runtime;
  const ops = tensorOperations(runtime);

  /** W·x + b for all steps in one product: [step, batch, inputs] → [batch, gates · units] a step. */
  const inputSums = (input: Tensor, { kernel, bias }: LayerWeights<Tensor>): Tensor[] => {
    const [steps, batch, inputs] = input.shape as [number, number, number];
    const rows = tf.reshape(input, [steps * batch, inputs]);
    return tf.unstack(tf.reshape(affine(ops, rows, kernel, bias), [steps, batch, -1]));
  };

  return {
    hiddenStates(input, weights) {
      const sums = inputSums(input, weights);
      return tf.stack(runSteps(ops, recipe, weights, sums, (_name, _step, value) => value));
    },

    activations(input, weights) {
      const sequences = new Map<string, Tensor[]>();
      runSteps(ops, recipe, weights, inputSums(input, weights), (name, _step, value) => {
        sequences.set(name, [...(sequences.get(name) ?? []), value]);
        return value;
      });
      return new Map([...sequences].map(([name, sequence]) => [name, tf.stack(sequence)]));
    },
  };
}
