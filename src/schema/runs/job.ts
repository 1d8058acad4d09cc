import { Field, Float, ID, Int, InterfaceType } from 'type-graphql';

import type { RunStatus } from '../../store/records.ts';
import { Status } from '../enums.ts';
import { typeOf } from '../node.ts';
import { GraphQLDateTime } from '../scalars.ts';
import { JobError } from './jobError.ts';

@InterfaceType({
  description:
    'Work that is done by a worker: it waits its turn, may be watched, and goes on elsewhere when its worker is lost. A run is one.',
  resolveType: typeOf,
})
export abstract class Job {
  @Field(() => ID, { description: 'Global id: opaque, unique over all types, stable.' })
  id!: string;

  @Field(() => Status, { description: 'Where it stands.' })
  status!: RunStatus;

  @Field(() => Float, { description: 'The part that is done, 0 to 1; 1 once it has succeeded.' })
  progress!: number;

  @Field(() => Int, {
    description: 'Of those that wait, the highest priority is taken first, then the oldest.',
  })
  priority!: number;

  // As much as looking up a record (resolvers/cost.ts), which the schema knows nothing of.
  @Field(() => Int, {
    nullable: true,
    complexity: 5,
    description: '1 when it is the next to be taken; null unless it is queued.',
  })
  queuePosition!: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Why it stands still, or why no worker can take it, where that is known; it goes on by itself.',
  })
  waitingReason!: string | null;

  @Field(() => Int, {
    description: 'How often a worker has taken it up: 0 until one does.',
  })
  attempt!: number;

  @Field(() => JobError, { nullable: true, description: 'Why it failed; null if it did not.' })
  error!: JobError | null;

  @Field(() => GraphQLDateTime, { description: 'When it was asked for.' })
  createdAt!: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When work on it began.' })
  startedAt!: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it ended, in whatever way.' })
  finishedAt!: Date | null;
}
