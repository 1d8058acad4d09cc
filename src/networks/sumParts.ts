import type { ActivationDescription } from './activations.ts';
import type { CellSum } from './cells/cell.ts';
import { cellOf } from './cells/cellOf.ts';
import { byKind, type Network, type RecurrentNetwork } from './recipe.ts';

/**
 * One part of the sum that a gate or candidate is a function of, such as
 * `layers.0.updateGate.fromInput`. Engines do not give it: it follows from weights and activations.
 */
export interface SumPart extends ActivationDescription {
  layer: number;
  /** Which of the cell's sums. */
  sum: number;
  side: 'fromInput' | 'fromMemory';
}

/** One list for each network. */
const lists = new WeakMap<Network, readonly SumPart[]>();

/** The parts of all sums, by layer, in the order of the kernels' columns; none without recurrent layers. */
export function sumParts(network: Network): readonly SumPart[] {
  const list = lists.get(network) ?? byKind(network, recurrentParts, () => []);
  lists.set(network, list);
  return list;
}

function recurrentParts({ recipe }: RecurrentNetwork): SumPart[] {
  const { of: sums } = cellOf(recipe).sums;
  return Array.from({ length: recipe.layers }, (_, layer) =>
    sums.flatMap((sum, n) => partsOf(sum, n, layer, recipe.units)),
  ).flat();
}

function partsOf(sum: CellSum, n: number, layer: number, units: number): SumPart[] {
  const place = {
    layer,
    sum: n,
    axes: ['step', 'unit'],
    shape: [null, units],
    range: null,
  } as const;
  const name = `layers.${layer}.${sum.name}`;
  return [
    {
      ...place,
      ...{ name: `${name}.fromInput`, side: 'fromInput', symbol: sum.fromInput },
      meaning: `${sum.fromInput}: what the layer's input adds to the sum that ${sum.name} is a function of`,
    },
    {
      ...place,
      ...{ name: `${name}.fromMemory`, side: 'fromMemory', symbol: sum.fromMemory },
      meaning: `${sum.fromMemory}: what the memory adds to the sum that ${sum.name} is a function of`,
    },
  ];
}
