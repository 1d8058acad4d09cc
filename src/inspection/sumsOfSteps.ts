import { setImmediate as turn } from 'node:timers/promises';

import { arrayOperations as ops, matrix, type Matrix } from '../networks/arrayOperations.ts';
import { normalizeByStatistics } from '../networks/batchNormalization.ts';
import { cellOf } from '../networks/cells/cellOf.ts';
import { layerWeights } from '../networks/equations.ts';
import { matrixWeights } from '../networks/matrixWeights.ts';
import { layerInputs } from '../networks/parameters.ts';
import type { RecurrentNetwork } from '../networks/recipe.ts';
import type { SumPart } from '../networks/sumParts.ts';
import type { NamedTensor } from './namedTensor.ts';
import type { RecurrentSubject } from './subject.ts';

/** After so many products the event loop gets its turn: about 10 ms. */
const PRODUCTS_A_TURN = 2e6;

/** Gives the values of an activation of one image, [step, unit]. */
type ValuesOf = (name: string) => Float32Array;

/** What must have been read to compute a part: the memory's parts of a layer are computed together. */
export function neededFor(network: RecurrentNetwork, { layer, side }: SumPart): string[] {
  const input = inputOf(network, layer);
  const takes =
    side === 'fromMemory' ? cellOf(network.recipe).sums.of.flatMap((sum) => sum.takes ?? []) : [];
  const within = ['hiddenState', ...takes].map((name) => `layers.${layer}.${name}`);
  return input === null ? within : [input, ...within];
}

/**
 * Parts of sums by the cell's equations, in double precision, from the weights and what was read of a
 * run: where something was changed in that, from what the network went on with.
 *
 * @param rows what the network reads, [step, width]
 * @param read what `neededFor` tells
 */
export async function sumsOfSteps(
  { network, parameters }: RecurrentSubject,
  rows: Float32Array,
  parts: readonly SumPart[],
  read: ValuesOf,
): Promise<NamedTensor[]> {
  const weights = matrixWeights(network, parameters);
  const { units } = network.recipe;
  const steps =
    parts.length === 0 ? 0 : read(`layers.${parts[0]?.layer}.hiddenState`).length / units;
  const tensors = parts.map(({ name }) => ({
    ...{ name, axes: ['step', 'unit'], shape: [steps, units] },
    values: new Float32Array(steps * units),
  }));
  for (const layer of new Set(parts.map((part) => part.layer))) {
    const partsAt = layerParts(network, weights, layer, rows, read);
    const wanted = parts.flatMap((part, n) => (part.layer === layer ? [{ part, n }] : []));
    const sides = [...new Set(wanted.map(({ part }) => part.side))];
    const stepsATurn = Math.ceil(PRODUCTS_A_TURN / partsAt.products);
    for (let step = 0; step < steps; step++) {
      if (step % stepsATurn === stepsATurn - 1) await turn();
      const made = new Map(sides.map((side) => [side, partsAt[side](step)]));
      for (const { part, n } of wanted) {
        const sums = made.get(part.side) as Matrix[];
        const { values } = sums[part.sum] as Matrix;
        tensors[n]?.values.set(values, step * units);
      }
    }
  }
  return tensors;
}

/** Both parts of all sums of a layer, at any step. */
function layerParts(
  network: RecurrentNetwork,
  weights: ReturnType<typeof matrixWeights>,
  layer: number,
  rows: Float32Array,
  read: ValuesOf,
) {
  const { recipe } = network;
  const cell = cellOf(recipe);
  const ofLayer = layerWeights(network, weights, layer);
  const normalizeStep = normalizeByStatistics(ops, ofLayer.normalizations);
  const normalizeAt =
    (step: number) => (name: Parameters<typeof normalizeStep>[0], values: Matrix) =>
      normalizeStep(name, step, values);
  const within = (name: string, step: number) =>
    row(read(`layers.${layer}.${name}`), step, recipe.units);
  const inputName = inputOf(network, layer);
  const width = layerInputs(network, layer);
  const input = inputName === null ? rows : read(inputName);
  return {
    products: ofLayer.kernel.values.length + ofLayer.recurrentKernel.values.length,
    fromInput(step: number): Matrix[] {
      const sums = cell.inputSums(ops, ofLayer, row(input, step, width));
      return cell.sums.fromInput(ops, ofLayer, sums, normalizeAt(step));
    },
    fromMemory(step: number): Matrix[] {
      const previous =
        step === 0
          ? cell.initialState(ops, within('hiddenState', 0)).hiddenState
          : within('hiddenState', step - 1);
      const activation = (name: string) => within(name, step);
      return cell.sums.fromMemory(ops, ofLayer, previous, activation, normalizeAt(step));
    },
  };
}

/** The activation that a layer reads; null for the image itself. */
function inputOf({ recipe }: RecurrentNetwork, layer: number): string | null {
  if (layer > 0) return `layers.${layer - 1}.hiddenState`;
  return recipe.inputProjection ? 'inputProjection.output' : null;
}

function row(values: Float32Array, step: number, width: number): Matrix {
  return matrix(1, width, values.subarray(step * width, (step + 1) * width));
}
