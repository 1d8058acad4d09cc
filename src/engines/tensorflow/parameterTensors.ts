import type { Weights } from '../../networks/equations.ts';
import { parameterLayout } from '../../networks/parameters.ts';
import type { Network } from '../../networks/recipe.ts';
import type { Runtime, Tensor } from './runtime.ts';

/** Cuts the flat parameters into one tensor each, in the order of the layout. */
export function cutParameters({ tf }: Runtime, network: Network, flat: Tensor): Tensor[] {
  return parameterLayout(network).map(({ shape, offset, length }) =>
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

/** Tensors in the order of the layout, by name. */
export function weightsOf(network: Network, tensors: readonly Tensor[]): Weights<Tensor> {
  const byName = new Map(parameterLayout(network).map(({ name }, n) => [name, tensors[n]]));
  return (name) => {
    const tensor = byName.get(name);
    if (tensor === undefined) throw new Error(`the network has no parameter ${name}`);
    return tensor;
  };
}
