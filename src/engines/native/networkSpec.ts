import { headOf } from '../../networks/head.ts';
import type { Network, Recipe } from '../../networks/recipe.ts';
import type { NetworkSpec } from './binding.ts';

/** The network in the words of the addon. */
export function networkSpec(network: Network): NetworkSpec {
  const { recipe, columns, classes } = network;
  const { reluFirst, layers } = headOf(network);
  return {
    cell: cellName(recipe),
    units: recipe.units,
    layers: recipe.layers,
    columns,
    classes,
    inputProjection: recipe.inputProjection,
    reluFirst,
    hiddenWidths: Int32Array.from(layers.slice(0, -1), ({ outputs }) => outputs),
  };
}

function cellName(recipe: Recipe): NetworkSpec['cell'] {
  if (recipe.cell === 'LSTM') return 'lstm';
  return recipe.resetAfter ? 'gruResetAfter' : 'gruResetBefore';
}
