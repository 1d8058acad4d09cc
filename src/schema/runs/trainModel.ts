import { Field, Float, InputType, Int, ObjectType } from 'type-graphql';

import { recipeLimits, type CellName, type HeadName } from '../../networks/recipe.ts';
import {
  defaultTrainingOptions,
  trainingLimits,
  type EngineChoice,
} from '../../networks/trainingOptions.ts';
import { Cell, Engine, Head } from '../enums.ts';
import { Run } from './run.ts';
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
      'Whether an affine map takes each row to the unit count first; false when not given.',
  })
  inputProjection?: boolean | null;

  @Field(() => Head, {
    nullable: true,
    description: 'What reads the last hidden state; RESULTS when not given.',
  })
  head?: HeadName | null;
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
      'Slug for the model: 1 to 64 of a-z, 0-9 and -, the first not a -; unique. When not given it is made from the architecture and the run.',
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
    defaultValue: defaultTrainingOptions.seed,
    description:
      'Determines the starting weights and the order of the examples: the same seed on the same engine gives the same weights.',
  })
  seed!: number | null;

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
    description: `Adam’s step size, above 0 and at most ${trainingLimits.learningRate}.`,
  })
  learningRate!: number | null;

  @Field(() => Int, {
    nullable: true,
    defaultValue: defaultTrainingOptions.evaluationInterval,
    description:
      'Steps between two evaluations, 1 or more; beyond the last step there is one at the end only.',
  })
  evaluationInterval!: number | null;

  @Field(() => Engine, {
    nullable: true,
    defaultValue: Engine.AUTO,
    description: 'What computes it.',
  })
  engine!: EngineChoice | null;
}

@ObjectType({ description: 'What became of a request to train.' })
export class TrainModelPayload {
  @Field(() => Run, {
    nullable: true,
    description: 'The new run, queued; null if there was a mistake.',
  })
  run!: Run | null;

  @Field(() => [UserError], { description: 'The mistakes; empty if there were none.' })
  userErrors!: UserError[];
}
