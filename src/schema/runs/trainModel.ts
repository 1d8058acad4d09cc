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

@InputType({
  description: 'What to train and how. Give exactly one of `architecture` and `recipe`.',
})
export class TrainModelInput {
  @Field(() => String, {
    nullable: true,
    description: 'Slug of an architecture, such as `lstm-32`.',
  })
  architecture?: string | null;

  @Field(() => RecipeInput, {
    nullable: true,
    description: `A recurrent network of your own, of at most ${trainingLimits.parameters} parameters.`,
  })
  recipe?: RecipeInput | null;

  @Field(() => TaskInput, {
    nullable: true,
    description:
      'The task to train for. When not given: the architecture’s own task; for a recipe, CLASSIFY with ROWS.',
  })
  task?: TaskInput | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Slug of the new model: 1 to 64 characters from a-z, 0-9 and -, the first not a -. No other model, run or architecture may have it. With `seeds`, the models are named NAME-seed-N. When not given, the slug is made from the architecture and the run.',
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
    description: `Asks for one run for each of these seeds, instead of \`seed\`: 1 to ${trainingLimits.seeds} different ones. Either all of the runs are queued or none.`,
  })
  seeds?: number[] | null;

  @Field(() => Int, {
    nullable: true,
    defaultValue: 0,
    description: `Workers take the queued run with the highest priority first; of equal ones, the oldest. From ${-mostPriority} to ${mostPriority}.`,
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
    description: 'Whether the network reads binarized pixels or grey values.',
  })
  pixels!: PixelReading | null;

  @Field(() => Float, {
    nullable: true,
    description: `BINARIZED only: pixels above this value are read as 1, others as 0. At least 0 and below 1; ${defaultBinarizeThreshold} when not given.`,
  })
  binarizeThreshold?: number | null;

  @Field(() => Engine, {
    nullable: true,
    defaultValue: Engine.AUTO,
    description:
      'The engine that trains it. NATIVE has no RNN cell, no batch normalization and no models of the whole image.',
  })
  engine!: EngineChoice | null;
}

@ObjectType({ description: 'The result of trainModel.' })
export class TrainModelPayload {
  @Field(() => Run, {
    nullable: true,
    description: 'The new run, or the first of several; null if there was a mistake.',
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
    description:
      'Reasons, found in the data set, why this training is of little use. It is queued all the same.',
  })
  warnings!: DatasetWarning[];
}
