import type { CellName, RecipeOf } from '../../networks/cells/cellOf.ts';
import type { RecurrentRecipe } from '../../networks/recipe.ts';
import { fusedGru } from './fusedGru.ts';
import { fusedLstm } from './fusedLstm.ts';
import type { Layer } from './layer.ts';
import { layerByEquations } from './layerByEquations.ts';
import type { Runtime } from './runtime.ts';

/** TensorFlow's fused operation for each cell; null for the forms that have none. */
const fusedLayers: {
  readonly [Name in CellName]: (runtime: Runtime, recipe: RecipeOf<Name>) => Layer | null;
} = {
  LSTM: (runtime, recipe) => (recipe.batchNormalization ? null : fusedLstm(runtime, recipe)),
  GRU: (runtime, recipe) => (recipe.resetAfter ? null : fusedGru(runtime, recipe)),
  RNN: () => null,
};

/** The fused operations of TensorFlow where they compute the recipe's cell, else the equations. */
export function layerOf(runtime: Runtime, recipe: RecurrentRecipe): Layer {
  const fused = fusedLayers[recipe.cell] as (
    runtime: Runtime,
    recipe: RecurrentRecipe,
  ) => Layer | null;
  return fused(runtime, recipe) ?? layerByEquations(runtime, recipe);
}
