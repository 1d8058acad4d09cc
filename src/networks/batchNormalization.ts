import type { Moments, Operations } from './operations.ts';

/**
 * Batch normalization (Ioffe and Szegedy 2015): (values - mean) / √(variance + ε) · γ + β, by column.
 * In a recurrent network each step has statistics of its own (Cooijmans et al., arXiv 1603.09025).
 * Where all rows are equal, as U·h₋₁ is before the first step, the variance is 0; ε keeps the quotient
 * finite, and it is 0.
 */
const EPSILON = 1e-3;

/** Over how many examples the statistics are taken that a network keeps, and how many at once. */
const STATISTICS_EXAMPLES = 2000;
const STATISTICS_BATCH = 1000;

/**
 * The examples of the train split over which the statistics kept are taken: spread evenly over it, in
 * batches whose means and variances are averaged.
 */
export function statisticsBatches(trainExamples: number): Int32Array[] {
  const count = Math.min(STATISTICS_EXAMPLES, trainExamples);
  const batches = Math.ceil(count / STATISTICS_BATCH);
  const length = Math.floor(count / batches);
  return Array.from({ length: batches }, (_, batch) =>
    Int32Array.from({ length }, (_, n) =>
      Math.floor(((n * batches + batch) * trainExamples) / count),
    ),
  );
}

/** One normalization of a cell, named within its layer. */
export interface Normalization {
  name: 'input' | 'recurrent' | 'cell';
  /** It acts on gates · units columns. */
  gates: number;
  /** Whether it has a β; a sum that gets a bias anyway has none. */
  hasBeta: boolean;
}

/** Its parameters: γ and β [columns]; statistics [steps, columns], which are not trained. */
export interface NormalizationWeights<T> extends Moments<T> {
  gamma: T;
  beta?: T | undefined;
}

/** The normalizations of a layer, by name; none where its cell has none. */
export type LayerNormalizations<T> = Partial<
  Record<Normalization['name'], NormalizationWeights<T>>
>;

/** What a cell normalizes at one step, [batch, columns] each. */
export type Normalize<T> = (name: Normalization['name'], values: T) => T;

/** The same for all steps of a layer. */
export type NormalizeStep<T> = (name: Normalization['name'], step: number, values: T) => T;

/** By the statistics kept. A step beyond those of the training images goes by the last of them. */
export function normalizeByStatistics<T>(
  ops: Operations<T>,
  normalizations: LayerNormalizations<T>,
): NormalizeStep<T> {
  return (name, step, values) => {
    const { gamma, beta, mean, variance } = required(normalizations, name);
    const centered = ops.subtract(values, ops.rowOf(mean, step));
    const scale = ops.inverseSqrt(ops.rowOf(variance, step), EPSILON);
    const product = ops.multiply(centered, ops.multiply(scale, gamma));
    return beta === undefined ? product : ops.add(product, beta);
  };
}

/** By the statistics of the batch itself, as in training; `report` is told of them. */
export function normalizeByBatch<T>(
  ops: Operations<T>,
  normalizations: LayerNormalizations<T>,
  report: (name: Normalization['name'], step: number, moments: Moments<T>) => void = () =>
    undefined,
): NormalizeStep<T> {
  return (name, step, values) => {
    const { gamma, beta } = required(normalizations, name);
    const { values: made, ...moments } = ops.normalizeColumns(values, gamma, beta, EPSILON);
    report(name, step, moments);
    return made;
  };
}

function required<T>(
  normalizations: LayerNormalizations<T>,
  name: Normalization['name'],
): NormalizationWeights<T> {
  const found = normalizations[name];
  if (found === undefined) throw new Error(`the layer has no normalization ${name}`);
  return found;
}
