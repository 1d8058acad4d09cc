import { invalidArgument } from '../errors.ts';
import type { ActivationDescription } from './activations.ts';
import { cellOf } from './cells/cell.ts';
import { betweenZeroAndOne } from './cells/ranges.ts';
import { headOf } from './head.ts';
import type { Network } from './recipe.ts';

/** Every activation of a network in the order of computation, for one step. */
export function activationList(network: Network): ActivationDescription[] {
  const { recipe, classes } = network;
  const list: ActivationDescription[] = [];
  if (recipe.inputProjection) {
    list.push({
      name: 'inputProjection.output',
      size: recipe.units,
      axis: 'unit',
      range: null,
      meaning: 'the input row after its affine map to the unit count',
    });
  }
  for (let layer = 0; layer < recipe.layers; layer++) {
    for (const { name, range, meaning } of cellOf(recipe).activations) {
      list.push({
        name: `layers.${layer}.${name}`,
        size: recipe.units,
        axis: 'unit',
        range,
        meaning,
      });
    }
  }
  const hidden = headOf(network).layers.slice(0, -1);
  hidden.forEach(({ outputs }, n) => {
    list.push({
      name: `head.${n}.output`,
      size: outputs,
      axis: 'unit',
      range: { least: 0, most: Infinity },
      meaning: `dense layer ${n} of the head after ReLU, fed with this step's hidden state`,
    });
  });
  list.push(
    {
      name: 'head.logits',
      size: classes,
      axis: 'class',
      range: null,
      meaning: "the head's answer if this step were the last, before softmax",
    },
    {
      name: 'head.probabilities',
      size: classes,
      axis: 'class',
      range: betweenZeroAndOne,
      meaning: 'softmax of the logits: what the network would predict if this step were the last',
    },
  );
  return list;
}

/**
 * The descriptions of these activations, in this order.
 *
 * @param argument where the names came from, to name it in errors
 * @throws GatescopeError INVALID_ARGUMENT for a name that the network does not have
 */
export function describeActivations(
  network: Network,
  names: readonly string[],
  argument: string,
): ActivationDescription[] {
  const known = new Map(activationList(network).map((entry) => [entry.name, entry]));
  return names.map((name) => {
    const found = known.get(name);
    if (found !== undefined) return found;
    throw invalidArgument(argument, `one of ${[...known.keys()].join(', ')}`, name);
  });
}
