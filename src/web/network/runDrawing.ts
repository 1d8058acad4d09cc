import { recordingTap, runNetwork, type Weights } from '../../networks/equations.ts';
import { interveningTap } from '../../networks/intervene.ts';
import type { Intervention } from '../../networks/interventions.ts';
import { tensorsFromParameters } from '../../networks/namedParameters.ts';
import type { RecurrentNetwork } from '../../networks/recipe.ts';
import { leanOperations, rowVector, type LeanMatrix } from './leanOperations.ts';
import type { Values } from './values.ts';

/** The parameters as matrices, views of one array. */
export function leanWeights(
  network: RecurrentNetwork,
  parameters: Float32Array,
): Weights<LeanMatrix> {
  const matrices = new Map(
    tensorsFromParameters(network, parameters).map(({ name, shape, values }) => {
      const [rows, columns] = shape.length === 2 ? (shape as [number, number]) : [1, values.length];
      return [name, { rows, columns, values }];
    }),
  );
  return (name) => {
    const found = matrices.get(name);
    if (found === undefined) throw new Error(`the network has no parameter ${name}`);
    return found;
  };
}

/**
 * One image through a recurrent network, as the server would answer.
 *
 * @param inputs as the network reads them, [rows · columns]
 * @returns every activation by its name, [row, …]
 */
export function runDrawing(
  network: RecurrentNetwork,
  weights: Weights<LeanMatrix>,
  inputs: Float32Array,
  interventions: readonly Intervention[] = [],
): Map<string, Values> {
  const { columns } = network;
  const steps = inputs.length / columns;
  const rows = Array.from({ length: steps }, (_, step) =>
    rowVector(inputs.subarray(step * columns, (step + 1) * columns)),
  );
  const found = new Map<string, Values>();
  const record = (name: string, step: number, { values }: LeanMatrix) => {
    let all = found.get(name);
    if (all === undefined) {
      all = { shape: [steps, values.length], values: new Float32Array(steps * values.length) };
      found.set(name, all);
    }
    all.values.set(values, step * values.length);
  };
  const tap = interveningTap(leanOperations, network.recipe.units, interventions);
  runNetwork(leanOperations, network, weights, rows, recordingTap(tap, record), record);
  return found;
}
