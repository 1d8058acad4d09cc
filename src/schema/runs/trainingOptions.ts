import { Field, Float, ObjectType } from 'type-graphql';

import type { EngineChoice } from '../../engines/engineNames.ts';
import type { KeptWeights, ScheduleName } from '../../networks/trainingOptions.ts';
import { Engine, Pixels, type PixelReading } from '../enums.ts';
import { OptionAnswer } from './optionFields.ts';

@ObjectType({ description: 'How a run trains, with Adam (Kingma and Ba 2015).' })
export class TrainingOptions {
  @OptionAnswer('seed')
  seed!: number;

  @OptionAnswer('epochs')
  epochs!: number;

  @OptionAnswer('batchSize')
  batchSize!: number;

  @OptionAnswer('learningRate')
  learningRate!: number;

  @OptionAnswer('schedule')
  schedule!: ScheduleName;

  @OptionAnswer('beta1')
  beta1!: number;

  @OptionAnswer('beta2')
  beta2!: number;

  @OptionAnswer('epsilon')
  epsilon!: number;

  @OptionAnswer('dropout')
  dropout!: number;

  @OptionAnswer('weightDecay')
  weightDecay!: number;

  @OptionAnswer('clipNorm')
  clipNorm!: number | null;

  @OptionAnswer('evaluationInterval')
  evaluationInterval!: number;

  @OptionAnswer('patience')
  patience!: number | null;

  @OptionAnswer('keep')
  keep!: KeptWeights;

  @Field(() => Pixels, {
    description: 'Whether the network reads binarized pixels or grey values.',
  })
  pixels!: PixelReading;

  @Field(() => Float, {
    nullable: true,
    description: 'Pixels above this value are read as 1, others as 0; null with GREY.',
  })
  binarizeThreshold!: number | null;

  @Field(() => Engine, { description: 'The engine that was asked for.' })
  engine!: EngineChoice;
}
