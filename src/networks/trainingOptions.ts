/** How the learning rate goes on: as it is, or down to 0 along half a cosine. */
export const scheduleNames = ['CONSTANT', 'COSINE'] as const;
export type ScheduleName = (typeof scheduleNames)[number];

/** Which weights a run ends with: those after its last step, or the best on validation. */
export const keptWeights = ['LAST', 'BEST'] as const;
export type KeptWeights = (typeof keptWeights)[number];

/** How a network is trained. Plain JSON, stored with the run. */
export interface TrainingOptions {
  /** Determines the initial weights, the order of the examples and dropout: -2³¹ to 2³¹ - 1. */
  seed: number;
  epochs: number;
  batchSize: number;
  /** Adam's step size, where the schedule begins. */
  learningRate: number;
  schedule: ScheduleName;
  /** Adam's decay rates of the two moments, and what keeps its division finite. */
  beta1: number;
  beta2: number;
  epsilon: number;
  /** The probability that a value is dropped on its way from a recurrent layer up; 0 for none. */
  dropout: number;
  /** Decoupled weight decay λ (Loshchilov and Hutter 2019): matrices shrink by α·λ a step. */
  weightDecay: number;
  /** A gradient whose norm over all parameters is larger is shortened to this; null for no limit. */
  clipNorm: number | null;
  /** Steps between two evaluations on the test and validation splits; there is always one at the end. */
  evaluationInterval: number;
  /** Evaluations without a lower cross-entropy on validation that end the run; null for none. */
  patience: number | null;
  keep: KeptWeights;
}

export const trainingLimits = {
  epochs: 1000,
  batchSize: 4096,
  learningRate: 1,
  /** Adam moves a weight by about this much a step: less rounds away beside the starting weights' 0.2. */
  leastLearningRate: 1e-8,
  /** Nearer to 1, what 1 - β is as float32 would be off by more than 3 %. */
  beta: 0.999999,
  epsilon: 1,
  /** Smaller ones are 0 as float32, or near it. */
  leastEpsilon: 1e-30,
  dropout: 0.95,
  /** Words of 32 bits decide: they meet any larger probability to within 0.03 %. */
  leastDropout: 1e-6,
  weightDecay: 10,
  /** What a step's decay α·λ must be for 1 - α·λ to differ from 1 as float32. */
  leastDecay: 1e-7,
  /** No gradient is longer than this while training goes well, so a higher limit would be none. */
  clipNorm: 1e6,
  /** Over 10,000 parameters a gradient's entries are then 1e-8, where Adam's usual ε begins to hide them. */
  leastClipNorm: 1e-6,
  patience: 1000,
  /** Runs of one request. */
  seeds: 20,
  /**
   * A checkpoint is three or four times as many numbers: larger ones keep a worker from telling that
   * it lives.
   */
  parameters: 4_000_000,
} as const;

export const defaultTrainingOptions: TrainingOptions = {
  seed: 1,
  epochs: 10,
  batchSize: 256,
  learningRate: 0.001,
  schedule: 'CONSTANT',
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  dropout: 0,
  weightDecay: 0,
  clipNorm: null,
  evaluationInterval: 100,
  patience: null,
  keep: 'LAST',
};

/** Pixels above this are ink, where nothing else is asked for. */
export const defaultBinarizeThreshold = 0.1;

/** Batches run across epoch borders, so `epochs` passes end within the last step. */
export function totalSteps(
  { epochs, batchSize }: Pick<TrainingOptions, 'epochs' | 'batchSize'>,
  trainExamples: number,
): number {
  return Math.ceil((epochs * trainExamples) / batchSize);
}
