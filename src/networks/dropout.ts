import { philox, purposes } from './random.ts';

/** Which values of a training step are dropped. */
export interface Dropout {
  /** Below 1. */
  probability: number;
  seed: number;
  trainingStep: number;
}

/**
 * Fills in the factors of what one layer hands up at one step, row-major [batch, units]: 0 with the
 * probability, else 1 / (1 - probability), which keeps the mean. Word n & 3 of block n >> 2 decides on
 * value n; the counter's other words are the training step, the step and the layer.
 */
export function fillDropoutFactors(
  { probability, seed, trainingStep }: Dropout,
  layer: number,
  step: number,
  factors: Float32Array,
): void {
  const threshold = Math.floor(probability * 2 ** 32);
  const kept = 1 / (1 - probability);
  const words = new Uint32Array(4);
  for (let n = 0; n < factors.length; n++) {
    if ((n & 3) === 0) {
      philox(words, n >>> 2, trainingStep, step, layer, seed, purposes.dropout);
    }
    factors[n] = (words[n & 3] as number) < threshold ? 0 : kept;
  }
}
