import { Field, Float, Int, ObjectType } from 'type-graphql';

import { Run } from './run.ts';

@ObjectType({ description: 'One report of the progress of a run.' })
export class RunEvent {
  @Field(() => Run, { description: 'The run as it is stored now.' })
  run!: Run;

  @Field(() => Int, {
    description: 'Steps done. This may be more than `run.step`, which is stored less often.',
  })
  step!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'Mean cross-entropy in nats of the batches since the event before; null if not known.',
  })
  loss!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'The newest accuracy on the test split, 0 to 1; null if none was measured.',
  })
  accuracy!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Speed of training in examples per second; null if not known.',
  })
  examplesPerSecond!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Estimated seconds until the last step; null if the speed is not known.',
  })
  secondsLeft!: number | null;
}
