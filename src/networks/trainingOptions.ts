import { invalidArgument } from '../errors.ts';

/** Which engine shall train; AUTO lets the worker choose. Also the values of the GraphQL enum. */
export const engineChoices = ['AUTO', 'TENSORFLOW', 'NATIVE'] as const;
export type EngineChoice = (typeof engineChoices)[number];

/** How a network is trained. Plain JSON, stored with the run. */
export interface TrainingOptions {
  /** Determines the initial weights and the order of the examples: -2³¹ to 2³¹ - 1. */
  seed: number;
  epochs: number;
  batchSize: number;
  /** Adam's step size. */
  learningRate: number;
  /** Steps between two evaluations on the test and validation splits; there is always one at the end. */
  evaluationInterval: number;
}

export const trainingLimits = {
  epochs: 1000,
  batchSize: 4096,
  learningRate: 1,
  /** A checkpoint is three times as many numbers: larger ones keep a worker from telling that it lives. */
  parameters: 4_000_000,
} as const;

export const defaultTrainingOptions: TrainingOptions = {
  seed: 1,
  epochs: 10,
  batchSize: 256,
  learningRate: 0.001,
  evaluationInterval: 100,
};

/**
 * @param argument where the options came from, to name it in errors, such as `input`
 * @throws GatescopeError INVALID_ARGUMENT for a value out of range
 */
export function checkTrainingOptions(options: TrainingOptions, argument: string): TrainingOptions {
  const { epochs, batchSize, learningRate } = trainingLimits;
  checkWhole(`${argument}.seed`, options.seed, -(2 ** 31), 2 ** 31 - 1);
  checkWhole(`${argument}.epochs`, options.epochs, 1, epochs);
  checkWhole(`${argument}.batchSize`, options.batchSize, 1, batchSize);
  checkWhole(`${argument}.evaluationInterval`, options.evaluationInterval, 1, 2 ** 31 - 1);
  if (!(options.learningRate > 0 && options.learningRate <= learningRate)) {
    throw invalidArgument(
      `${argument}.learningRate`,
      `a number above 0 and at most ${learningRate}`,
      options.learningRate,
    );
  }
  return options;
}

function checkWhole(argument: string, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw invalidArgument(argument, `a whole number from ${least} to ${most}`, value);
}

/** Batches run across epoch borders, so `epochs` passes end within the last step. */
export function totalSteps(options: TrainingOptions, trainExamples: number): number {
  return Math.ceil((options.epochs * trainExamples) / options.batchSize);
}
