import { headOf } from '../../networks/head.ts';
import { sequenceOf } from '../../networks/tasks/taskOf.ts';
import type { NetworkSpec } from './binding.ts';
import { cellForm, type NativeNetwork } from './nativeNetwork.ts';

/** The network in the words of the addon. */
export function networkSpec(network: NativeNetwork): NetworkSpec {
  const { recipe, classes } = network;
  const { reluFirst, layers } = headOf(network);
  return {
    cell: cellForm(network),
    units: recipe.units,
    layers: recipe.layers,
    columns: sequenceOf(network).width,
    classes,
    inputProjection: recipe.inputProjection,
    reluFirst,
    hiddenWidths: Int32Array.from(layers.slice(0, -1), ({ outputs }) => outputs),
  };
}
