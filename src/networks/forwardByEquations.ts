import { activationList, shapeOf } from './activationList.ts';
import type { Activation } from './activations.ts';
import { arrayOperations, matrix, type Matrix } from './arrayOperations.ts';
import { recordingTap, runNetwork } from './equations.ts';
import { interveningTap } from './intervene.ts';
import type { Intervention } from './interventions.ts';
import { matrixWeights } from './matrixWeights.ts';
import { byKind, type Network, type RecurrentNetwork } from './recipe.ts';
import { sequenceOf } from './tasks/taskOf.ts';
import { wholeImageByEquations } from './wholeImageByEquations.ts';

/** Inputs as the network reads them, [batch, rows, columns]; of scanned pixels a row is a step. */
export interface PlainImages {
  batch: number;
  rows: number;
  values: Float32Array;
}

/**
 * Every activation of a batch by the equations on plain arrays: the oracle for engines.
 *
 * @param interventions checked ones, see interventions.ts; a network of the whole image has none
 * @returns activations by name, [batch, …] as described in the list
 */
export function forwardByEquations(
  network: Network,
  parameters: Float32Array,
  images: PlainImages,
  interventions: readonly Intervention[] = [],
): Map<string, Activation> {
  const { batch, rows } = images;
  const activations = new Map(
    activationList(network).map((description): [string, Activation] => {
      const shape = shapeOf(description, rows);
      const length = shape.reduce((product, size) => product * size, batch);
      const { name } = description;
      return [name, { name, shape: [batch, ...shape], values: new Float32Array(length) }];
    }),
  );
  const valuesOf = (name: string) => (activations.get(name) as Activation).values;
  byKind(
    network,
    (recurrent) => {
      recurrentByEquations(recurrent, parameters, images, interventions, (name, step, found) =>
        setStep(valuesOf(name), found, step, rows),
      );
    },
    (wholeImage) => {
      wholeImageByEquations(wholeImage, parameters, images, (name, values) =>
        valuesOf(name).set(values),
      );
    },
  );
  return activations;
}

function recurrentByEquations(
  network: RecurrentNetwork,
  parameters: Float32Array,
  images: PlainImages,
  interventions: readonly Intervention[],
  record: (name: string, step: number, found: Matrix) => void,
): void {
  const tap = interveningTap(arrayOperations, network.recipe.units, interventions);
  runNetwork(
    arrayOperations,
    network,
    matrixWeights(network, parameters),
    stepInputs(network, images),
    recordingTap(tap, record),
    record,
  );
}

/** One step's [batch, size] into [batch, step, size]. */
function setStep(values: Float32Array, found: Matrix, step: number, steps: number): void {
  const size = found.columns;
  for (let image = 0; image < found.rows; image++) {
    const row = found.values.subarray(image * size, (image + 1) * size);
    values.set(row, (image * steps + step) * size);
  }
}

/** [batch, steps, width] → one [batch, width] for each step */
function stepInputs(
  network: RecurrentNetwork,
  { batch, rows: steps, values }: PlainImages,
): Matrix[] {
  const { width: columns } = sequenceOf(network);
  return Array.from({ length: steps }, (_, step) => {
    const input = matrix(batch, columns, new Float64Array(batch * columns));
    for (let image = 0; image < batch; image++) {
      const from = (image * steps + step) * columns;
      input.values.set(values.subarray(from, from + columns), image * columns);
    }
    return input;
  });
}
