import { Field, ObjectType } from 'type-graphql';

/** Called RunError, as runs were the first jobs. */
@ObjectType('RunError', { description: 'Why a run, or another job, failed.' })
export class JobError {
  @Field(() => String, { description: 'Stable code, such as `TRAINING_DIVERGED`.' })
  code!: string;

  @Field(() => String, { description: 'What happened, in plain words.' })
  message!: string;
}
