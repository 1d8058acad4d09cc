import { Field, Float, Int, ObjectType } from 'type-graphql';

import { UserError } from '../userError.ts';

@ObjectType({ description: 'What a training run would cost.' })
export class TrainingCost {
  @Field(() => Int, { description: 'Number of trained parameters.' })
  parameterCount!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'Multiply-adds of the matrix products in all recurrent layers at one step; null if the network sees the whole image at once.',
  })
  multiplyAddsPerStep!: number | null;

  @Field(() => Float, {
    description:
      'Multiply-adds to read one image of the data set, from its first step to the answer after the last. Training takes about three times as many.',
  })
  multiplyAddsPerImage!: number;

  @Field(() => Int, { description: 'Number of training steps, each on one batch.' })
  steps!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'Expected seconds from the first step to the end, evaluations included, if the run takes all its steps. The estimate is the median over finished runs of this network and batch size on the requested engine, on any machines; null if there are none.',
  })
  expectedSeconds!: number | null;

  @Field(() => Int, { description: 'How many of the newest runs the estimate is made from.' })
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
    description: 'The cost of one run, the first of several; null if there is a mistake.',
  })
  cost!: TrainingCost | null;

  @Field(() => [UserError], { description: 'The mistakes; empty if there are none.' })
  userErrors!: UserError[];
}
