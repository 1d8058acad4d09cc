import type { Activation } from './activations.ts';
import { activationList } from './activationList.ts';
import { arrayOperations, matrix, type Matrix } from './arrayOperations.ts';
import { recordingTap, runNetwork, type Weights } from './equations.ts';
import { interveningTap } from './intervene.ts';
import type { Intervention } from './interventions.ts';
import { tensorsFromParameters } from './namedParameters.ts';
import type { Network } from './recipe.ts';

/**
 * Every activation of a batch by the equations on plain arrays: the oracle for engines.
 *
 * @param images inputs [batch, steps, columns]
 * @param interventions checked ones, see interventions.ts
 * @returns activations by name, each [batch, step, size]
 */
export function forwardByEquations(
  network: Network,
  parameters: Float32Array,
  images: { batch: number; rows: number; values: Float32Array },
  interventions: readonly Intervention[] = [],
): Map<string, Activation> {
  const { batch, rows: steps } = images;
  const activations = new Map(
    activationList(network).map(({ name, size }): [string, Activation] => [
      name,
      { name, shape: [batch, steps, size], values: new Float32Array(batch * steps * size) },
    ]),
  );
  const record = (name: string, step: number, { values: matrixValues }: Matrix) => {
    const { shape, values } = activations.get(name) as Activation;
    const size = shape[2];
    for (let image = 0; image < batch; image++) {
      const row = matrixValues.subarray(image * size, (image + 1) * size);
      values.set(row, (image * steps + step) * size);
    }
  };
  runNetwork(
    arrayOperations,
    network,
    matrixWeights(network, parameters),
    stepInputs(network, images),
    recordingTap(interveningTap(arrayOperations, network.recipe.units, interventions), record),
    record,
  );
  return activations;
}

function matrixWeights(network: Network, parameters: Float32Array): Weights<Matrix> {
  const matrices = new Map(
    tensorsFromParameters(network, parameters).map(({ name, shape, values }) => {
      const [rows, columns] = shape.length === 2 ? (shape as [number, number]) : [1, values.length];
      return [name, matrix(rows, columns, values)];
    }),
  );
  return (name) => matrices.get(name) as Matrix;
}

/** [batch, steps, columns] → one [batch, columns] for each step */
function stepInputs(
  { columns }: Network,
  { batch, rows: steps, values }: { batch: number; rows: number; values: Float32Array },
): Matrix[] {
  return Array.from({ length: steps }, (_, step) => {
    const input = matrix(batch, columns, new Float64Array(batch * columns));
    for (let image = 0; image < batch; image++) {
      const from = (image * steps + step) * columns;
      input.values.set(values.subarray(from, from + columns), image * columns);
    }
    return input;
  });
}
