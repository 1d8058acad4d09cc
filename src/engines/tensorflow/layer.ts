import type { NormalizeStep } from '../../networks/batchNormalization.ts';
import type { LayerWeights } from '../../networks/cells/cell.ts';
import type { RecurrentRecipe } from '../../networks/recipe.ts';
import { layerByEquations } from './layerByEquations.ts';
import { fusedGru } from './fusedGru.ts';
import { fusedLstm } from './fusedLstm.ts';
import type { Runtime, Tensor } from './runtime.ts';

/**
 * One recurrent layer in training: [step, batch, inputs] → h [step, batch, units], differentiable.
 * Looking inside goes by the equations, where every activation can be read and changed. Batch
 * normalization goes by the statistics kept unless `normalize` says otherwise.
 */
export type Layer = (
  input: Tensor,
  weights: LayerWeights<Tensor>,
  normalize?: NormalizeStep<Tensor>,
) => Tensor;

/** The fused operations of TensorFlow where they compute the recipe's cell, else the equations. */
export function layerOf(runtime: Runtime, recipe: RecurrentRecipe): Layer {
  if (recipe.cell === 'LSTM' && !recipe.batchNormalization) return fusedLstm(runtime, recipe);
  if (recipe.cell === 'GRU' && !recipe.resetAfter) return fusedGru(runtime, recipe);
  return layerByEquations(runtime, recipe);
}
