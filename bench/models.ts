import { makeRecipe, type Network, type RecipeChoices } from '../src/networks/recipe.ts';
import { defaultBinarizeThreshold } from '../src/networks/binarizeThreshold.ts';

/** One row of the table: the network, and the same in the words of bench/peers.py. */
export interface BenchmarkModel {
  name: string;
  cell: 'LSTM' | 'GRU';
  units: number;
  layers: number;
  resetAfter: boolean;
  /** Reads rows and tells the class, or reads pixels and tells the next: 784 steps of one column. */
  task: 'classify' | 'nextPixel';
}

export const batchSize = 256;
export const steps = 28;
export const columns = 28;
export const classes = 10;

/** The homework's eight (the GRUs reset after the product), and one that resets before. */
export const models: readonly BenchmarkModel[] = [
  ...sizesOf('LSTM', 'lstm'),
  ...sizesOf('GRU', 'gru'),
  { ...oneOf('GRU', 'gru-64, reset before', 64), resetAfter: false },
];

/** Next-pixel networks. */
export const pixelModels: readonly BenchmarkModel[] = [
  ...sizesOf('GRU', 'pixel-gru'),
  oneOf('LSTM', 'pixel-lstm-128', 128),
].map((model) => ({ ...model, task: 'nextPixel' as const }));

function oneOf(cell: 'LSTM' | 'GRU', name: string, units: number): BenchmarkModel {
  return { name, cell, units, layers: 1, resetAfter: true, task: 'classify' };
}

function sizesOf(cell: 'LSTM' | 'GRU', name: string): BenchmarkModel[] {
  const one = (units: number) => oneOf(cell, `${name}-${units}`, units);
  return [one(32), one(64), one(128), { ...one(32), name: `${name}-3x32`, layers: 3 }];
}

export function networkOf({ cell, units, layers, resetAfter, task }: BenchmarkModel): Network {
  const head = task === 'nextPixel' ? 'AFFINE' : 'RESULTS';
  const common: RecipeChoices = { cell, units, layers, head };
  const recipe = makeRecipe(cell === 'GRU' ? { ...common, resetAfter } : common);
  const images = { rows: steps, columns, classes, binarizeThreshold: defaultBinarizeThreshold };
  if (task === 'classify') return { recipe, ...images };
  return { recipe, ...images, task: { name: 'NEXT_PIXEL', scan: { order: 'PIXELS' } } };
}

/**
 * Floating-point operations that the matrix products of one training step take: each matrix once
 * forward, once for its gradient, and once back to its input, but for the pixels, which need none.
 */
export function productFlops({ cell, units, layers, task }: BenchmarkModel): number {
  const gateColumns = (cell === 'LSTM' ? 4 : 3) * units;
  const product = (inputs: number, outputs: number) => 2 * batchSize * inputs * outputs;
  const width = task === 'nextPixel' ? 1 : columns;
  let ofStep = 2 * product(width, gateColumns) + layers * 3 * product(units, gateColumns);
  ofStep += (layers - 1) * 3 * product(units, gateColumns);
  // The last pixel is read by nobody: it is the last target.
  if (task === 'nextPixel') return (steps * columns - 1) * (ofStep + 3 * product(units, 1));
  const head = 3 * (product(units, 64) + product(64, 64) + product(64, classes));
  return steps * ofStep + head;
}
