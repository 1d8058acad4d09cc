import type { Weights } from '../../networks/equations.ts';
import { parameterLayout, type ParameterPlace } from '../../networks/parameters.ts';
import type { Network } from '../../networks/recipe.ts';
import type { Runtime, Tensor } from './runtime.ts';

/** Cuts the flat parameters into one tensor each, at these places. */
export function cutParameters(
  { tf }: Runtime,
  places: readonly ParameterPlace[],
  flat: Tensor,
): Tensor[] {
  return places.map(({ shape, offset, length }) =>
    tf.reshape(tf.slice(flat, [offset], [length]), [...shape]),
  );
}

/** The inverse, for gradients. */
export function joinParameters({ tf }: Runtime, tensors: readonly Tensor[]): Tensor {
  return tf.concat(
    tensors.map((tensor) => tf.reshape(tensor, [-1])),
    0,
  );
}

/** Tensors in the order of these places, by name. */
export function weightsOf(
  places: readonly ParameterPlace[],
  tensors: readonly Tensor[],
): Weights<Tensor> {
  const byName = new Map(places.map(({ name }, n) => [name, tensors[n]]));
  return (name) => {
    const tensor = byName.get(name);
    if (tensor === undefined) throw new Error(`the network has no parameter ${name}`);
    return tensor;
  };
}

/** All parameters of a network by name, from the flat ones. */
export function weightsFrom(runtime: Runtime, network: Network, flat: Tensor): Weights<Tensor> {
  const places = parameterLayout(network);
  return weightsOf(places, cutParameters(runtime, places, flat));
}
