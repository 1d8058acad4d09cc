import { invalidArgument, type GatescopeError } from '../errors.ts';

/** Which engine shall train; AUTO lets the worker choose. Also the values of the GraphQL enum. */
export const engineChoices = ['AUTO', 'TENSORFLOW', 'NATIVE'] as const;
export type EngineChoice = (typeof engineChoices)[number];

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
  epsilon: 1,
  /** Smaller ones are 0 as float32, or near it. */
  leastEpsilon: 1e-30,
  dropout: 0.95,
  weightDecay: 10,
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

/**
 * @param argument where the options came from, to name it in errors, such as `input`
 * @throws GatescopeError INVALID_ARGUMENT for the first value out of range
 */
export function checkTrainingOptions(options: TrainingOptions, argument: string): TrainingOptions {
  const [first] = trainingOptionErrors(options, argument);
  if (first !== undefined) throw first;
  return options;
}

/** An INVALID_ARGUMENT for each value out of range. */
export function trainingOptionErrors(options: TrainingOptions, argument: string): GatescopeError[] {
  const errors: GatescopeError[] = [];
  const limits = trainingLimits;
  const whole = (name: keyof TrainingOptions, least: number, most: number) => {
    const value = options[name] as number;
    if (Number.isInteger(value) && value >= least && value <= most) return;
    const expected = `a whole number from ${least} to ${most}`;
    errors.push(invalidArgument(`${argument}.${name}`, expected, value));
  };
  const real = (name: keyof TrainingOptions, range: Range) => {
    const value = options[name] as number;
    if (liesIn(range, value)) return;
    errors.push(invalidArgument(`${argument}.${name}`, inWords(range), value));
  };
  whole('seed', -(2 ** 31), 2 ** 31 - 1);
  whole('epochs', 1, limits.epochs);
  whole('batchSize', 1, limits.batchSize);
  real('learningRate', { above: 0, most: limits.learningRate });
  real('beta1', { least: 0, below: 1 });
  real('beta2', { least: 0, below: 1 });
  real('epsilon', { least: limits.leastEpsilon, most: limits.epsilon });
  real('dropout', { least: 0, most: limits.dropout });
  real('weightDecay', { least: 0, most: limits.weightDecay });
  if (options.clipNorm !== null) real('clipNorm', { above: 0, below: Infinity });
  whole('evaluationInterval', 1, 2 ** 31 - 1);
  if (options.patience !== null) whole('patience', 1, limits.patience);
  return errors;
}

/** @throws GatescopeError INVALID_ARGUMENT for a threshold that no pixel can be above */
export function checkBinarizeThreshold(threshold: number, argument: string): number {
  const range = { least: 0, below: 1 };
  if (!liesIn(range, Math.fround(threshold)))
    throw invalidArgument(argument, inWords(range), threshold);
  return threshold;
}

interface Range {
  least?: number;
  above?: number;
  most?: number;
  below?: number;
}

/** False for NaN. */
function liesIn({ least, above, most, below }: Range, value: number): boolean {
  const highEnough = above === undefined ? value >= (least ?? -Infinity) : value > above;
  return highEnough && (below === undefined ? value <= (most ?? Infinity) : value < below);
}

function inWords({ least, above, most, below }: Range): string {
  const lower = above === undefined ? `at least ${least}` : `above ${above}`;
  if (below === Infinity) return `a finite number ${lower}`;
  return `a number ${lower} and ${below === undefined ? `at most ${most}` : `below ${below}`}`;
}

/** Batches run across epoch borders, so `epochs` passes end within the last step. */
export function totalSteps(
  { epochs, batchSize }: Pick<TrainingOptions, 'epochs' | 'batchSize'>,
  trainExamples: number,
): number {
  return Math.ceil((epochs * trainExamples) / batchSize);
}
