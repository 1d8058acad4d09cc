import { makeRecipe, type Network, type RecipeChoices } from '../src/networks/recipe.ts';
import { defaultBinarizeThreshold } from '../src/networks/binarizeThreshold.ts';

/** One row of the table: the network, and the same in the words of bench/peers.py. */
export interface BenchmarkModel {
  name: string;
  cell: 'LSTM' | 'GRU';
  units: number;
  layers: number;
  resetAfter: boolean;
}

export const batchSize = 256;
export const steps = 28;
export const columns = 28;
export const classes = 10;

/** The homework's eight (the GRUs reset after the product), and one that resets before. */
export const models: readonly BenchmarkModel[] = [
  ...sizesOf('LSTM', 'lstm'),
  ...sizesOf('GRU', 'gru'),
  { name: 'gru-64, reset before', cell: 'GRU', units: 64, layers: 1, resetAfter: false },
];

function sizesOf(cell: 'LSTM' | 'GRU', name: string): BenchmarkModel[] {
  const one = (units: number) => ({
    name: `${name}-${units}`,
    cell,
    units,
    layers: 1,
    resetAfter: true,
  });
  return [one(32), one(64), one(128), { ...one(32), name: `${name}-3x32`, layers: 3 }];
}

export function networkOf({ cell, units, layers, resetAfter }: BenchmarkModel): Network {
  const choices: RecipeChoices =
    cell === 'GRU' ? { cell, units, layers, resetAfter } : { cell, units, layers };
  const recipe = makeRecipe(choices);
  return { recipe, rows: steps, columns, classes, binarizeThreshold: defaultBinarizeThreshold };
}

/**
 * Floating-point operations that the matrix products of one training step take: each matrix once
 * forward, once for its gradient, and once back to its input, but for the pixels, which need none.
 */
export function productFlops({ cell, units, layers }: BenchmarkModel): number {
  const gateColumns = (cell === 'LSTM' ? 4 : 3) * units;
  const product = (inputs: number, outputs: number) => 2 * batchSize * inputs * outputs;
  let ofStep = 2 * product(columns, gateColumns) + layers * 3 * product(units, gateColumns);
  ofStep += (layers - 1) * 3 * product(units, gateColumns);
  const head = 3 * (product(units, 64) + product(64, 64) + product(64, classes));
  return steps * ofStep + head;
}
