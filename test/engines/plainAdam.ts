import type { BatchIndices } from '../../src/data/batches.ts';
import type { OptimizerSettings, TrainingSteps } from '../../src/engines/engine.ts';

/** Adam with its usual constants and nothing beside it. */
export const plainAdam: OptimizerSettings = {
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  weightDecay: 0,
  clipNorm: null,
  dropout: 0,
  seed: 0,
};

/** Steps at one learning rate. */
export function constantRate(
  indices: BatchIndices,
  firstStep = 0,
  learningRate = 0.001,
): TrainingSteps {
  const learningRates = new Float64Array(indices.steps).fill(learningRate);
  return { indices, firstStep, learningRates };
}
