import { Field, Float, ID, Int, InterfaceType } from 'type-graphql';

import type { RunStatus } from '../../store/records.ts';
import { Status } from '../enums.ts';
import { typeOf } from '../node.ts';
import { GraphQLDateTime } from '../scalars.ts';
import { JobError } from './jobError.ts';

@InterfaceType({
  description:
    'Work that a worker does. It waits in a queue, can be watched, and continues on another worker if its own is lost. A run is a job.',
  resolveType: typeOf,
})
export abstract class Job {
  @Field(() => ID, { description: 'Global id: opaque, unique over all types, stable.' })
  id!: string;

  @Field(() => Status, { description: 'Whether it is queued, running or ended.' })
  status!: RunStatus;

  @Field(() => Float, {
    description:
      'The fraction of the work that is done, 0 to 1. It is 1 once the job has succeeded.',
  })
  progress!: number;

  @Field(() => Int, {
    description:
      'Workers take the queued job with the highest priority first; of equal ones, the oldest.',
  })
  priority!: number;

  // As much as looking up a record (resolvers/cost.ts), which the schema knows nothing of.
  @Field(() => Int, {
    nullable: true,
    complexity: 5,
    description: 'Its place in the queue, 1 for the next to be taken; null unless it is queued.',
  })
  queuePosition!: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Why it makes no progress, or why no worker can take it, if that is known. It goes on by itself once the cause is gone.',
  })
  waitingReason!: string | null;

  @Field(() => Int, {
    description: 'How often a worker has taken it up; 0 before the first.',
  })
  attempt!: number;

  @Field(() => JobError, { nullable: true, description: 'Why it failed; null if it did not.' })
  error!: JobError | null;

  @Field(() => GraphQLDateTime, { description: 'When it was asked for.' })
  createdAt!: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When work on it began.' })
  startedAt!: Date | null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When it succeeded, failed or was canceled.',
  })
  finishedAt!: Date | null;
}
