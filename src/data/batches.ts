/** Which examples of the train split make up each step's batch. */
export interface BatchIndices {
  steps: number;
  batchSize: number;
  /** [steps, batchSize]. */
  values: Int32Array;
}

export interface BatchRequest {
  /** Examples in the train split. */
  examples: number;
  batchSize: number;
  /** The number of the first step asked for, counted from 0. */
  firstStep: number;
  steps: number;
  /** The order of the examples in an epoch: a permutation of 0 to examples - 1. */
  shuffle: (epoch: number, examples: number) => Int32Array;
}

/**
 * The epochs' orders follow one another as one endless stream, and each step takes the next
 * `batchSize` of it. So a batch runs across the border of two epochs, and a step's batch depends
 * only on its number.
 */
export function batchIndices(request: BatchRequest): BatchIndices {
  const { examples, batchSize, firstStep, steps, shuffle } = request;
  const values = new Int32Array(steps * batchSize);
  let position = firstStep * batchSize;
  let filled = 0;
  while (filled < values.length) {
    const order = shuffle(Math.floor(position / examples), examples);
    const first = position % examples;
    const run = order.subarray(first, first + values.length - filled);
    if (run.length === 0) throw new RangeError(`an order of fewer than ${examples} examples`);
    values.set(run, filled);
    filled += run.length;
    position += run.length;
  }
  return { steps, batchSize, values };
}
