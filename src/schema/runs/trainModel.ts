import { Extensions, Field, Float, InputType, Int, ObjectType } from 'type-graphql';

import type { EngineChoice } from '../../engines/engineNames.ts';
import { defaultBinarizeThreshold } from '../../networks/binarizeThreshold.ts';
import {
  defaultTrainingOptions,
  trainingLimits,
  type KeptWeights,
  type ScheduleName,
} from '../../networks/trainingOptions.ts';
import { Engine, Pixels, type PixelReading } from '../enums.ts';
import { DatasetWarning } from '../images/dataset.ts';
import { TaskInput } from '../models/task.ts';
import { OptionInput } from './optionFields.ts';
import { RecipeInput } from './recipeInput.ts';
import { Run } from './run.ts';
import { mostPriority } from '../../store/records.ts';
import { UserError } from '../userError.ts';

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

  @Field(() => TaskInput, {
    nullable: true,
    description:
      'What it is for. When not given: the architecture’s task; a recipe classifies and reads rows.',
  })
  task?: TaskInput | null;

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

  @OptionInput('seed', { byDefault: `${defaultTrainingOptions.seed}` })
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

  @OptionInput('epochs')
  epochs!: number | null;

  @OptionInput('batchSize')
  batchSize!: number | null;

  @OptionInput('learningRate')
  learningRate!: number | null;

  @OptionInput('schedule')
  schedule!: ScheduleName | null;

  @OptionInput('beta1')
  beta1!: number | null;

  @OptionInput('beta2')
  beta2!: number | null;

  @OptionInput('epsilon')
  epsilon!: number | null;

  @OptionInput('dropout', { byDefault: 'the architecture’s own' })
  dropout?: number | null;

  @OptionInput('weightDecay')
  weightDecay!: number | null;

  @OptionInput('clipNorm')
  clipNorm?: number | null;

  @OptionInput('evaluationInterval')
  evaluationInterval!: number | null;

  @OptionInput('patience')
  patience?: number | null;

  @OptionInput('keep')
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
