import type { LayerWeights } from '../../networks/cells/cell.ts';
import type { Network } from '../../networks/recipe.ts';
import { layerByEquations } from './layerByEquations.ts';
import { fusedGru } from './fusedGru.ts';
import { fusedLstm } from './fusedLstm.ts';
import type { Runtime, Tensor } from './runtime.ts';

/**
 * One recurrent layer in training: [step, batch, inputs] → h [step, batch, units], differentiable.
 * Looking inside goes by the equations, where every activation can be read and changed.
 */
export type Layer = (input: Tensor, weights: LayerWeights<Tensor>) => Tensor;

/** The fused operations of TensorFlow where they compute the recipe's cell, else the equations. */
export function layerOf(runtime: Runtime, { recipe }: Network): Layer {
  if (recipe.cell === 'LSTM') return fusedLstm(runtime, recipe);
  return recipe.resetAfter ? layerByEquations(runtime, recipe) : fusedGru(runtime, recipe);
}
