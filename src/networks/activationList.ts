import { invalidArgument } from '../errors.ts';
import type { ActivationDescription } from './activations.ts';
import { cellOf } from './cells/cellOf.ts';
import { betweenZeroAndOne } from './cells/ranges.ts';
import { headOf } from './head.ts';
import { byKind, type Network, type RecurrentNetwork, type WholeImageNetwork } from './recipe.ts';
import { sumParts } from './sumParts.ts';
import { sequenceOf, taskKindOf } from './tasks/taskOf.ts';
import { convolutionsOf } from './wholeImage.ts';

/** One list for each network, as every field of a query asks for it again. */
const lists = new WeakMap<Network, readonly ActivationDescription[]>();

/** Every activation that engines give of a network, in the order of computation. */
export function activationList(network: Network): readonly ActivationDescription[] {
  const list = lists.get(network) ?? byKind(network, recurrentActivations, wholeImageActivations);
  lists.set(network, list);
  return list;
}

/** Its lengths for a sequence of so many steps. */
export function shapeOf({ shape }: ActivationDescription, steps: number): number[] {
  return shape.map((size) => size ?? steps);
}

/**
 * The descriptions of these activations, in this order.
 *
 * @param argument where the names came from, to name it in errors
 * @param beside what may be named as well
 * @throws GatescopeError INVALID_ARGUMENT for a name that the network does not have
 */
export function describeActivations(
  network: Network,
  names: readonly string[],
  argument: string,
  beside: readonly ActivationDescription[] = [],
): ActivationDescription[] {
  const list = activationList(network);
  const known = new Map([...list, ...beside].map((entry) => [entry.name, entry]));
  return names.map((name) => {
    const found = known.get(name);
    if (found !== undefined) return found;
    throw invalidArgument(argument, `one of ${list.map((one) => one.name).join(', ')}`, name);
  });
}

/** The same for one that may be a part of a sum. */
export function describeActivation(
  network: Network,
  name: string,
  argument: string,
): ActivationDescription {
  const parts = sumParts(network);
  return describeActivations(network, [name], argument, parts)[0] as ActivationDescription;
}

function recurrentActivations(network: RecurrentNetwork): ActivationDescription[] {
  const { recipe } = network;
  const ofUnits = { axes: ['step', 'unit'], shape: [null, recipe.units] } as const;
  const list: ActivationDescription[] = [];
  if (recipe.inputProjection) {
    list.push({
      name: 'inputProjection.output',
      ...ofUnits,
      range: null,
      meaning: 'the input row after its affine map to the unit count',
    });
  }
  for (let layer = 0; layer < recipe.layers; layer++) {
    for (const { name, range, meaning, symbol } of cellOf(recipe).activations) {
      list.push({ name: `layers.${layer}.${name}`, ...ofUnits, range, meaning, symbol });
    }
  }
  const ofHead = headActivations(network, {
    output: (n) => `dense layer ${n} of the head after ReLU, fed with this step's hidden state`,
    ...taskKindOf(network).meanings,
  });
  for (const { axes, shape, ...rest } of ofHead) {
    list.push({ ...rest, axes: ['step', ...axes], shape: [null, ...shape] });
  }
  return list;
}

const atLeastZero = { least: 0, most: Infinity };

function wholeImageActivations(network: WholeImageNetwork): ActivationDescription[] {
  const ofConvolutions = convolutionsOf(network).flatMap((layer, n): ActivationDescription[] => [
    {
      name: `convolutions.${n}.output`,
      axes: ['row', 'column', 'channel'],
      shape: [layer.rows, layer.columns, layer.outputs],
      range: atLeastZero,
      meaning: `convolution ${n} after ReLU`,
    },
    {
      name: `convolutions.${n}.pooled`,
      axes: ['row', 'column', 'channel'],
      shape: [layer.pooledRows, layer.pooledColumns, layer.outputs],
      range: atLeastZero,
      meaning: `the greatest of each 2 × 2 values of convolution ${n}`,
    },
  ]);
  const ofHead = headActivations(network, {
    output: (n) => `dense layer ${n} after ReLU`,
    logits: 'the answer before softmax',
    probabilities: 'softmax of the logits: what the network predicts',
  });
  return [...ofConvolutions, ...ofHead];
}

/** Of the dense layers, without any axis of steps. */
function headActivations(
  network: Network,
  meanings: { output: (layer: number) => string; logits: string; probabilities: string },
): ActivationDescription[] {
  const { outputAxis, outputs } = taskKindOf(network);
  const ofOutputs = { axes: [outputAxis], shape: [outputs(sequenceOf(network))] } as const;
  const hidden = headOf(network).layers.slice(0, -1);
  return [
    ...hidden.map(({ outputs }, n): ActivationDescription => ({
      name: `head.${n}.output`,
      axes: ['unit'],
      shape: [outputs],
      range: atLeastZero,
      meaning: meanings.output(n),
    })),
    { name: 'head.logits', ...ofOutputs, range: null, meaning: meanings.logits },
    {
      name: 'head.probabilities',
      ...ofOutputs,
      range: betweenZeroAndOne,
      meaning: meanings.probabilities,
    },
  ];
}
