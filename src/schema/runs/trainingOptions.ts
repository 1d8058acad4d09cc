import { Field, Float, Int, ObjectType } from 'type-graphql';

import type { EngineChoice } from '../../networks/trainingOptions.ts';
import { Engine } from '../enums.ts';

@ObjectType({ description: 'How a run trains. Adam with β1 0.9, β2 0.999, ε 1e-8.' })
export class TrainingOptions {
  @Field(() => Int, {
    description: 'Determines the starting weights and the order of the examples.',
  })
  seed!: number;

  @Field(() => Int, { description: 'Passes over the train split.' })
  epochs!: number;

  @Field(() => Int, { description: 'Examples in a step; batches run across epoch borders.' })
  batchSize!: number;

  @Field(() => Float, { description: 'Adam’s step size.' })
  learningRate!: number;

  @Field(() => Int, {
    description: 'Steps between two evaluations; there is always one at the end.',
  })
  evaluationInterval!: number;

  @Field(() => Engine, { description: 'The engine that was asked for.' })
  engine!: EngineChoice;
}
