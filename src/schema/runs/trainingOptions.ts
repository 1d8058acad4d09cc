import { Field, Float, Int, ObjectType } from 'type-graphql';

import type { EngineChoice } from '../../engines/engineNames.ts';
import type { KeptWeights, ScheduleName } from '../../networks/trainingOptions.ts';
import { Engine, Keep, Pixels, Schedule, type PixelReading } from '../enums.ts';

@ObjectType({ description: 'How a run trains, with Adam (Kingma and Ba 2015).' })
export class TrainingOptions {
  @Field(() => Int, {
    description:
      'Determines the starting weights, the order of the examples and what dropout drops.',
  })
  seed!: number;

  @Field(() => Int, { description: 'Passes over the train split.' })
  epochs!: number;

  @Field(() => Int, { description: 'Examples in a step; batches run across epoch borders.' })
  batchSize!: number;

  @Field(() => Float, { description: 'Adam’s step size, where the schedule begins.' })
  learningRate!: number;

  @Field(() => Schedule, { description: 'How the learning rate goes on.' })
  schedule!: ScheduleName;

  @Field(() => Float, { description: 'Adam’s decay rate of the first moment.' })
  beta1!: number;

  @Field(() => Float, { description: 'Adam’s decay rate of the second moment.' })
  beta2!: number;

  @Field(() => Float, { description: 'Adam’s ε, outside the bias-corrected root.' })
  epsilon!: number;

  @Field(() => Float, {
    description: 'Probability that a hidden value is dropped on its way up; 0 for none.',
  })
  dropout!: number;

  @Field(() => Float, { description: 'Decoupled weight decay λ; 0 for none.' })
  weightDecay!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Longest norm that a gradient may have before it is shortened; null for no limit.',
  })
  clipNorm!: number | null;

  @Field(() => Int, {
    description: 'Steps between two evaluations; there is always one at the end.',
  })
  evaluationInterval!: number;

  @Field(() => Int, {
    nullable: true,
    description:
      'Evaluations in a row without a lower cross-entropy on validation that end the run; null for none.',
  })
  patience!: number | null;

  @Field(() => Keep, { description: 'Which weights its model has.' })
  keep!: KeptWeights;

  @Field(() => Pixels, { description: 'What the network reads of an image.' })
  pixels!: PixelReading;

  @Field(() => Float, {
    nullable: true,
    description: 'Pixels above this are read as 1, others as 0; null with GREY.',
  })
  binarizeThreshold!: number | null;

  @Field(() => Engine, { description: 'The engine that was asked for.' })
  engine!: EngineChoice;
}
