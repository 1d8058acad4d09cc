import { headOf } from '../../networks/head.ts';
import type { NetworkSpec } from './binding.ts';
import { cellForm, type NativeNetwork } from './nativeNetwork.ts';

/** The network in the words of the addon. */
export function networkSpec(network: NativeNetwork): NetworkSpec {
  const { recipe, columns, classes } = network;
  const { reluFirst, layers } = headOf(network);
  return {
    task: 'classify',
    cell: cellForm(network),
    units: recipe.units,
    layers: recipe.layers,
    columns,
    classes,
    inputProjection: recipe.inputProjection,
    reluFirst,
    hiddenWidths: Int32Array.from(layers.slice(0, -1), ({ outputs }) => outputs),
  };
}
