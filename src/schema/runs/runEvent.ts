import { Field, Float, Int, ObjectType } from 'type-graphql';

import { Run } from './run.ts';

@ObjectType({ description: 'News of a run.' })
export class RunEvent {
  @Field(() => Run, { description: 'The run as it is stored now.' })
  run!: Run;

  @Field(() => Int, { description: 'Steps done; may be ahead of the stored run’s.' })
  step!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Mean cross-entropy in nats of the batches since the event before, where known.',
  })
  loss!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'The newest accuracy on the test split, 0 to 1, where one was measured.',
  })
  accuracy!: number | null;

  @Field(() => Float, { nullable: true, description: 'Speed of training, where known.' })
  examplesPerSecond!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Estimated seconds until the last step, where the speed is known.',
  })
  secondsLeft!: number | null;
}
