import type { BatchIndices } from '../../src/data/batches.ts';

/** Steps that each take all examples of a data set, in their order. */
export function wholeBatch(examples: number, steps = 1): BatchIndices {
  const values = Int32Array.from({ length: steps * examples }, (_, n) => n % examples);
  return { steps, batchSize: examples, values };
}
