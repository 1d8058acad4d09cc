import { makeRecipe } from '../../src/networks/recipe.ts';
import { defaultTrainingOptions } from '../../src/networks/trainingOptions.ts';
import type { TrainingResult } from '../../src/store/attempt.ts';
import type { CheckpointRecord, NewRun } from '../../src/store/records.ts';

/** A run as a user would submit it, with what a test wants different. */
export function sampleRun(changes: Partial<NewRun> = {}): NewRun {
  return {
    name: null,
    architecture: 'lstm-32',
    network: {
      recipe: makeRecipe({ cell: 'LSTM', units: 32 }),
      ...{ rows: 28, columns: 28, classes: 10, binarizeThreshold: 0.1 },
    },
    options: defaultTrainingOptions,
    seriesId: null,
    dataset: { name: 'mnist', sha256: 'a'.repeat(64) },
    engineChoice: 'AUTO',
    totalSteps: 2149,
    ...changes,
  };
}

export function sampleCheckpoint(step: number): CheckpointRecord {
  return {
    step,
    parameters: Float32Array.of(step, 0.1, -1e-30),
    firstMoment: Float32Array.of(1, 2, 3),
    secondMoment: Float32Array.of(4, 5, 6),
    lossSum: 12.25,
    lossCount: 5,
    best: null,
  };
}

/** SHA-256 of the three bytes 1, 2, 3. */
const SHA256_OF_WEIGHTS = '039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81';

export function sampleResult(changes: Partial<TrainingResult> = {}): TrainingResult {
  return {
    step: 2149,
    keptStep: 2149,
    curvePoints: [{ split: 'TEST', step: 2149, crossEntropy: 0.1, accuracy: 0.97 }],
    evaluation: {
      split: 'TEST',
      examples: 2,
      crossEntropy: 0.1,
      accuracy: 0.5,
      confusion: [
        [1, 0],
        [1, 0],
      ],
    },
    weights: { bytes: Uint8Array.of(1, 2, 3), sha256: SHA256_OF_WEIGHTS },
    parameterCount: 3,
    ...changes,
  };
}
