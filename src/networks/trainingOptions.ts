import { invalidArgument, type GatescopeError } from '../errors.ts';
import {
  orNull,
  realNumber,
  wholeNumber,
  word,
  type NumberRange,
  type OptionsBeside,
  type TrainingOption,
} from './trainingOption.ts';

/** How the learning rate goes on: as it is, or down to 0 along half a cosine. */
export const scheduleNames = ['CONSTANT', 'COSINE'] as const;
export type ScheduleName = (typeof scheduleNames)[number];

/** Which weights a run ends with: those after its last step, or the best on validation. */
export const keptWeights = ['LAST', 'BEST'] as const;
export type KeptWeights = (typeof keptWeights)[number];

/** How a network is trained. Plain JSON, stored with the run; `trainingOptions` says what each is. */
export interface TrainingOptions {
  seed: number;
  epochs: number;
  batchSize: number;
  learningRate: number;
  schedule: ScheduleName;
  beta1: number;
  beta2: number;
  epsilon: number;
  dropout: number;
  weightDecay: number;
  clipNorm: number | null;
  evaluationInterval: number;
  patience: number | null;
  keep: KeptWeights;
}

export type OptionName = keyof TrainingOptions;

/** Nearer to 1, what 1 - β is as float32 would be off by more than 3 %. */
const beta = { least: 0, most: 0.999999 };
/** Adam moves a weight by about this much a step: less rounds away beside the starting weights' 0.2. */
const rate = { least: 1e-8, most: 1 };
/** What a step's decay α·λ must be for 1 - α·λ to differ from 1 as float32. */
const LEAST_DECAY = 1e-7;
const MOST_WEIGHT_DECAY = 10;

/** Each option in the order in which they are shown. */
export const trainingOptions: {
  readonly [Name in OptionName]: TrainingOption<TrainingOptions[Name]>;
} = {
  seed: wholeNumber(-(2 ** 31), 2 ** 31 - 1, {
    default: 1,
    meaning:
      'Determines the initial weights, the order of the examples and the values that dropout drops',
    note: 'The same seed on the same engine gives the same weights.',
  }),
  epochs: wholeNumber(1, 1000, { default: 10, meaning: 'Passes over the train split' }),
  batchSize: wholeNumber(1, 4096, {
    default: 256,
    meaning: 'Examples in a step',
    note: 'A batch may span two epochs.',
  }),
  learningRate: realNumber(rate, {
    default: 0.001,
    meaning: 'Adam’s step size α at the start of the schedule',
  }),
  schedule: word(scheduleNames, {
    default: 'CONSTANT',
    meaning: 'How the learning rate changes during the run',
  }),
  beta1: realNumber(beta, { default: 0.9, meaning: 'Adam’s decay rate of the first moment' }),
  beta2: realNumber(beta, { default: 0.999, meaning: 'Adam’s decay rate of the second moment' }),
  // A smaller ε is 0 as float32, or near it.
  epsilon: realNumber(
    { least: 1e-30, most: 1 },
    {
      default: 1e-8,
      meaning: 'Adam’s ε, added to the square root of the bias-corrected second moment',
    },
  ),
  // Words of 32 bits decide: they meet any larger probability to within 0.03 %.
  dropout: realNumber(
    { orElse: 0, least: 1e-6, most: 0.95 },
    {
      default: 0,
      meaning:
        'The probability that training drops a hidden value on its way from a recurrent layer to the next layer up (Zaremba et al., arXiv 1409.2329)',
      note: 'Models of the whole image have no dropout.',
    },
  ),
  weightDecay: realNumber(weightDecayRange, {
    default: 0,
    meaning:
      'Decoupled weight decay λ (AdamW, Loshchilov and Hutter 2019): each step multiplies the kernels by 1 − α·λ and leaves the biases as they are',
    values: `0, or a number at most ${MOST_WEIGHT_DECAY} for which α·λ is ${LEAST_DECAY} to 1`,
    note: 'Float32 rounds a smaller decay away; a larger one would change the signs of the weights.',
  }),
  // While training goes well no gradient is longer than 1e6. Over 10,000 parameters one of 1e-6 has
  // entries of 1e-8, where Adam's usual ε begins to hide them.
  clipNorm: orNull(
    realNumber(
      { least: 1e-6, most: 1e6 },
      {
        default: 1,
        meaning:
          'Gradient clipping: the largest norm, over all parameters, that a gradient may have; a longer one is shortened to it',
      },
    ),
    'any length',
  ),
  evaluationInterval: wholeNumber(1, 2 ** 31 - 1, {
    default: 100,
    meaning: 'Steps between two evaluations on the validation and test splits',
    note: 'The run always ends with one.',
  }),
  patience: orNull(
    wholeNumber(1, 1000, {
      default: 1,
      meaning:
        'Early stopping: the run ends after this many evaluations in a row without a lower cross-entropy on the validation split',
    }),
    'no early stopping',
  ),
  keep: word(keptWeights, { default: 'LAST', meaning: 'Which weights the model gets' }),
};

export const optionNames = Object.keys(trainingOptions) as OptionName[];

export const defaultTrainingOptions = Object.fromEntries(
  optionNames.map((name) => [name, trainingOptions[name].default]),
) as unknown as TrainingOptions;

/** What is asked for, with defaults for the rest. */
export function optionsWithDefaults(
  asked: { readonly [Name in OptionName]?: TrainingOptions[Name] | null | undefined },
  defaults: TrainingOptions,
): TrainingOptions {
  const chosen = optionNames.map((name) => [name, asked[name] ?? defaults[name]] as const);
  return Object.fromEntries<unknown>(chosen) as unknown as TrainingOptions;
}

/**
 * An INVALID_ARGUMENT for each value that its option cannot have.
 *
 * @param argument where the options came from, to name it in errors, such as `input`
 */
export function trainingOptionErrors(options: TrainingOptions, argument: string): GatescopeError[] {
  return optionNames.flatMap((name) => {
    const value = options[name];
    const fault = trainingOptions[name].fault(value, options);
    return fault === null ? [] : [invalidArgument(`${argument}.${name}`, fault, value)];
  });
}

/** What shrinks weights at this learning rate, or at the nearest that there may be. */
function weightDecayRange({ learningRate }: OptionsBeside): NumberRange {
  const nearest = Math.min(Math.max(learningRate, rate.least), rate.most);
  const twoDigits = (value: number) => Number(value.toPrecision(2));
  return {
    orElse: 0,
    least: twoDigits(LEAST_DECAY / nearest),
    most: Math.min(MOST_WEIGHT_DECAY, twoDigits(1 / nearest)),
    why: `learningRate · weightDecay is how much a weight shrinks by, ${LEAST_DECAY} to 1`,
  };
}

/** What one request may ask for. */
export const trainingLimits = {
  /** Runs of one request. */
  seeds: 20,
  /**
   * A checkpoint is three or four times as many numbers: larger ones keep a worker from telling that
   * it lives.
   */
  parameters: 4_000_000,
} as const;

/** Batches run across epoch borders, so `epochs` passes end within the last step. */
export function totalSteps(
  { epochs, batchSize }: Pick<TrainingOptions, 'epochs' | 'batchSize'>,
  trainExamples: number,
): number {
  return Math.ceil((epochs * trainExamples) / batchSize);
}
