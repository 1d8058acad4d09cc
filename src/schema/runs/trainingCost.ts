import { Field, Float, Int, ObjectType } from 'type-graphql';

import { UserError } from '../userError.ts';

@ObjectType({ description: 'What a training run would cost.' })
export class TrainingCost {
  @Field(() => Int, { description: 'Numbers that are trained.' })
  parameterCount!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'Multiplications with an addition each that a step takes on its way up the recurrent layers, of matrix products alone; null where the whole image is seen at once.',
  })
  multiplyAddsPerStep!: number | null;

  @Field(() => Float, {
    description:
      'The same of an image of the data set, from its first step to the answer after the last. Training takes about three times as many.',
  })
  multiplyAddsPerImage!: number;

  @Field(() => Int, { description: 'Steps of training, a batch each.' })
  steps!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'Seconds that it should take once a worker has begun, evaluations included, if it takes all its steps: by the median of finished runs of this network and batch size on the engine asked for, on whatever machines those were; null before any.',
  })
  expectedSeconds!: number | null;

  @Field(() => Int, { description: 'By how many runs that goes, of the newest.' })
  measuredRuns!: number;

  @Field(() => String, {
    nullable: true,
    description: 'Engine, version and device of those runs; null if there are none.',
  })
  engine!: string | null;
}

@ObjectType({ description: 'What a request to train would cost.' })
export class TrainingCostPayload {
  @Field(() => TrainingCost, {
    nullable: true,
    description: 'Of one run, the first of several; null if there is a mistake.',
  })
  cost!: TrainingCost | null;

  @Field(() => [UserError], { description: 'The mistakes; empty if there are none.' })
  userErrors!: UserError[];
}
