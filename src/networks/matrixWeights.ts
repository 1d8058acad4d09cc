import { matrix, type Matrix } from './arrayOperations.ts';
import type { Weights } from './equations.ts';
import { tensorsFromParameters } from './namedParameters.ts';
import type { Network } from './recipe.ts';

/** The parameters as plain matrices; anything but a matrix is one row, in the order of the layout. */
export function matrixWeights(network: Network, parameters: Float32Array): Weights<Matrix> {
  const matrices = new Map(
    tensorsFromParameters(network, parameters).map(({ name, shape, values }) => {
      const [rows, columns] = shape.length === 2 ? (shape as [number, number]) : [1, values.length];
      return [name, matrix(rows, columns, values)];
    }),
  );
  return (name) => {
    const found = matrices.get(name);
    if (found === undefined) throw new Error(`the network has no parameter ${name}`);
    return found;
  };
}
