import { Extensions, Field, Float, InputType, Int, ObjectType } from 'type-graphql';

import type { EngineChoice } from '../../engines/engineNames.ts';
import {
  recipeLimits,
  type CellName,
  type HeadName,
  type Initialization as InitializationName,
} from '../../networks/recipe.ts';
import {
  defaultBinarizeThreshold,
  defaultTrainingOptions,
  trainingLimits,
  type KeptWeights,
  type ScheduleName,
} from '../../networks/trainingOptions.ts';
import {
  Cell,
  Engine,
  Head,
  Initialization,
  Keep,
  Pixels,
  Schedule,
  type PixelReading,
} from '../enums.ts';
import { DatasetWarning } from '../images/dataset.ts';
import { Run } from './run.ts';
import { mostPriority } from '../../store/records.ts';
import { UserError } from '../userError.ts';

@InputType({ description: 'The form of a recurrent network of one’s own.' })
export class RecipeInput {
  @Field(() => Cell, { description: 'The recurrent cell.' })
  cell!: CellName;

  @Field(() => Int, { description: `Units of each layer, 1 to ${recipeLimits.units}.` })
  units!: number;

  @Field(() => Int, {
    nullable: true,
    defaultValue: 1,
    description: `Recurrent layers, 1 to ${recipeLimits.layers}.`,
  })
  layers!: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'GRU only: whether r acts after the matrix product (true, the default) or before it.',
  })
  resetAfter?: boolean | null;

  @Field(() => Float, {
    nullable: true,
    description: `LSTM only: where the forget gate’s bias starts, -${recipeLimits.bias} to ${recipeLimits.bias}; 1 when not given.`,
  })
  forgetBias?: number | null;

  @Field(() => Float, {
    nullable: true,
    description: `GRU only: where the biases of both gates start, -${recipeLimits.bias} to ${recipeLimits.bias}; 1 when not given.`,
  })
  gateBias?: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'LSTM only: recurrent batch normalization with statistics of each step, arXiv 1603.09025; false when not given. Not on the NATIVE engine.',
  })
  batchNormalization?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether an affine map takes each row to the unit count first; false when not given.',
  })
  inputProjection?: boolean | null;

  @Field(() => Head, {
    nullable: true,
    description: 'What reads the last hidden state; RESULTS when not given.',
  })
  head?: HeadName | null;

  @Field(() => Initialization, {
    nullable: true,
    description:
      'How the weights start; GLOROT when not given. With ZERO_CELL there is no forgetBias or gateBias.',
  })
  initialization?: InitializationName | null;
}

@InputType({ description: 'What to train and how: an architecture or a recipe, exactly one.' })
export class TrainModelInput {
  @Field(() => String, {
    nullable: true,
    description: 'Slug of an architecture, such as `lstm-32`.',
  })
  architecture?: string | null;

  @Field(() => RecipeInput, {
    nullable: true,
    description: `A network of one’s own, of at most ${trainingLimits.parameters} parameters.`,
  })
  recipe?: RecipeInput | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Slug for the model: 1 to 64 of a-z, 0-9 and -, the first not a -; unique, and no architecture’s. With `seeds` the models are NAME-seed-N. When not given it is made from the architecture and the run.',
  })
  name?: string | null;

  @Field(() => String, {
    nullable: true,
    defaultValue: 'mnist',
    description: 'Name of the data set.',
  })
  dataset!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: `Determines the starting weights, the order of the examples and what dropout drops: the same seed on the same engine gives the same weights. ${defaultTrainingOptions.seed} when not given.`,
  })
  seed?: number | null;

  @Field(() => [Int], {
    nullable: true,
    description: `A run for each of these seeds, all of them or none: 1 to ${trainingLimits.seeds}, each once; instead of \`seed\`.`,
  })
  seeds?: number[] | null;

  @Field(() => Int, {
    nullable: true,
    defaultValue: 0,
    description: `Of runs that wait, the highest priority is taken first, then the oldest: ${-mostPriority} to ${mostPriority}.`,
  })
  priority!: number | null;

  @Field(() => Int, {
    nullable: true,
    defaultValue: defaultTrainingOptions.epochs,
    description: `Passes over the train split, 1 to ${trainingLimits.epochs}.`,
  })
  epochs!: number | null;

  @Field(() => Int, {
    nullable: true,
    defaultValue: defaultTrainingOptions.batchSize,
    description: `Examples in a step, 1 to ${trainingLimits.batchSize}.`,
  })
  batchSize!: number | null;

  @Field(() => Float, {
    nullable: true,
    defaultValue: defaultTrainingOptions.learningRate,
    description: `Adam’s step size α, where the schedule begins: ${trainingLimits.leastLearningRate} to ${trainingLimits.learningRate}.`,
  })
  learningRate!: number | null;

  @Field(() => Schedule, {
    nullable: true,
    defaultValue: Schedule[defaultTrainingOptions.schedule],
    description: 'How the learning rate goes on.',
  })
  schedule!: ScheduleName | null;

  @Field(() => Float, {
    nullable: true,
    defaultValue: defaultTrainingOptions.beta1,
    description: `Adam’s decay rate of the first moment, 0 to ${trainingLimits.beta}.`,
  })
  beta1!: number | null;

  @Field(() => Float, {
    nullable: true,
    defaultValue: defaultTrainingOptions.beta2,
    description: `Adam’s decay rate of the second moment, 0 to ${trainingLimits.beta}.`,
  })
  beta2!: number | null;

  @Field(() => Float, {
    nullable: true,
    defaultValue: defaultTrainingOptions.epsilon,
    description: `Adam’s ε, outside the bias-corrected root: ${trainingLimits.leastEpsilon} to ${trainingLimits.epsilon}.`,
  })
  epsilon!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: `Probability that a hidden value is dropped in training on its way from a recurrent layer to what is above it: 0 for none, else ${trainingLimits.leastDropout} to ${trainingLimits.dropout}. When not given the architecture’s own. Models of the whole image take none.`,
  })
  dropout?: number | null;

  @Field(() => Float, {
    nullable: true,
    defaultValue: defaultTrainingOptions.weightDecay,
    description: `Decoupled weight decay λ (AdamW): kernels shrink by α·λ a step, biases do not; 0 for none, else at most ${trainingLimits.weightDecay}, and such that α·λ is ${trainingLimits.leastDecay} to 1: float32 rounds less away, and more would turn signs round.`,
  })
  weightDecay!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: `A gradient whose norm over all parameters is larger is shortened to this: ${trainingLimits.leastClipNorm} to ${trainingLimits.clipNorm}; no limit when not given.`,
  })
  clipNorm?: number | null;

  @Field(() => Int, {
    nullable: true,
    defaultValue: defaultTrainingOptions.evaluationInterval,
    description:
      'Steps between two evaluations, 1 or more; beyond the last step there is one at the end only.',
  })
  evaluationInterval!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: `Early stopping: so many evaluations in a row without a lower cross-entropy on the validation split end the run, 1 to ${trainingLimits.patience}; never when not given.`,
  })
  patience?: number | null;

  @Field(() => Keep, {
    nullable: true,
    defaultValue: Keep[defaultTrainingOptions.keep],
    description: 'Which weights the model has.',
  })
  keep!: KeptWeights | null;

  @Field(() => Pixels, {
    nullable: true,
    defaultValue: Pixels.BINARIZED,
    description: 'What the network reads of an image.',
  })
  pixels!: PixelReading | null;

  @Field(() => Float, {
    nullable: true,
    description: `BINARIZED only: pixels above this are read as 1, at least 0 and below 1; ${defaultBinarizeThreshold} when not given.`,
  })
  binarizeThreshold?: number | null;

  @Field(() => Engine, {
    nullable: true,
    defaultValue: Engine.AUTO,
    description:
      'What computes it. NATIVE has no RNN cell, no batch normalization and no models of the whole image.',
  })
  engine!: EngineChoice | null;
}

@ObjectType({ description: 'What became of a request to train.' })
export class TrainModelPayload {
  @Field(() => Run, {
    nullable: true,
    description: 'The new run, queued, the first of several; null if there was a mistake.',
  })
  run!: Run | null;

  @Field(() => [Run], {
    description: 'All new runs in the order of the seeds; empty if there was a mistake.',
  })
  @Extensions({ mostItems: trainingLimits.seeds })
  runs!: Run[];

  @Field(() => [UserError], { description: 'The mistakes; empty if there were none.' })
  userErrors!: UserError[];

  @Field(() => [DatasetWarning], {
    description: 'What of the data set makes this training of little use, though it is queued.',
  })
  warnings!: DatasetWarning[];
}
