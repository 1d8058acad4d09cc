import { invalidArgument, type GatescopeError } from '../errors.ts';
import { trainingLimits, type TrainingOptions } from './trainingOptions.ts';

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
  real('learningRate', { least: limits.leastLearningRate, most: limits.learningRate });
  real('beta1', { least: 0, most: limits.beta });
  real('beta2', { least: 0, most: limits.beta });
  real('epsilon', { least: limits.leastEpsilon, most: limits.epsilon });
  real('dropout', { orElse: 0, least: limits.leastDropout, most: limits.dropout });
  real('weightDecay', weightDecayRange(options));
  if (options.clipNorm !== null) {
    real('clipNorm', { least: limits.leastClipNorm, most: limits.clipNorm });
  }
  whole('evaluationInterval', 1, 2 ** 31 - 1);
  if (options.patience !== null) whole('patience', 1, limits.patience);
  return errors;
}

/** What shrinks weights at this learning rate, or at the nearest that there may be. */
function weightDecayRange({ learningRate }: TrainingOptions): Range {
  const { leastLearningRate, learningRate: largest, leastDecay, weightDecay } = trainingLimits;
  const rate = Math.min(Math.max(learningRate, leastLearningRate), largest);
  const twoDigits = (value: number) => Number(value.toPrecision(2));
  return {
    orElse: 0,
    least: twoDigits(leastDecay / rate),
    most: Math.min(weightDecay, twoDigits(1 / rate)),
    why: `learningRate · weightDecay is how much a weight shrinks by, ${leastDecay} to 1`,
  };
}

/** @throws GatescopeError INVALID_ARGUMENT for a threshold that no pixel can be above */
export function checkBinarizeThreshold(threshold: number, argument: string): number {
  const range = { least: 0, below: 1 };
  if (!liesIn(range, Math.fround(threshold)))
    throw invalidArgument(argument, inWords(range), threshold);
  return threshold;
}

interface Range {
  /** A value that is allowed beside those of the range. */
  orElse?: number;
  least: number;
  most?: number;
  below?: number;
  /** Told with the range, where it does not explain itself. */
  why?: string;
}

/** False for NaN. */
function liesIn({ orElse, least, most, below }: Range, value: number): boolean {
  if (value === orElse) return true;
  return value >= least && (below === undefined ? value <= (most ?? Infinity) : value < below);
}

function inWords({ orElse, least, most, below, why }: Range): string {
  const upper = below === undefined ? `at most ${most}` : `below ${below}`;
  const other = orElse === undefined ? '' : `${orElse}, or `;
  return `${other}a number at least ${least} and ${upper}${why === undefined ? '' : ` (${why})`}`;
}
