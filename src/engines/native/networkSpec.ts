import { headOf } from '../../networks/head.ts';
import type { NetworkSpec } from './binding.ts';
import type { NativeNetwork } from './nativeNetwork.ts';

/** The network in the words of the addon. */
export function networkSpec(network: NativeNetwork): NetworkSpec {
  const { recipe, columns, classes } = network;
  const { reluFirst, layers } = headOf(network);
  return {
    task: 'classify',
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

function cellName(recipe: NativeNetwork['recipe']): NetworkSpec['cell'] {
  if (recipe.cell === 'LSTM') return 'lstm';
  return recipe.resetAfter ? 'gruResetAfter' : 'gruResetBefore';
}
