import { ArgsType, Extensions, Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';

import { curveLimits } from '../../service/limits/requestLimits.ts';
import { trainingLimits } from '../../networks/trainingOptions.ts';
import { mostSnapshots, type RunStatus } from '../../store/records.ts';
import { Architecture } from '../models/architecture.ts';
import { connectionType, PageArguments } from '../connection.ts';
import { Metric, Split, Status, type MetricName, type SplitName } from '../enums.ts';
import { Evaluation } from '../models/evaluation.ts';
import { Task } from '../models/task.ts';
import { Model } from '../models/model.ts';
import { Node } from '../node.ts';
import { GraphQLDateTime } from '../scalars.ts';
import { Job } from './job.ts';
import { JobError } from './jobError.ts';
import { Snapshot } from './snapshot.ts';
import { TrainingOptions } from './trainingOptions.ts';

@ObjectType({ description: 'A point of a learning curve.' })
export class CurvePoint {
  @Field(() => Int, { description: 'Steps done when it was measured.' })
  step!: number;

  @Field(() => Float, { description: 'Accuracy in 0 to 1, or cross-entropy in nats.' })
  value!: number;
}

@ArgsType()
export class CurveArguments {
  @Field(() => Split, {
    nullable: true,
    defaultValue: Split.TEST,
    description: 'The split it was measured on.',
  })
  split!: SplitName | null;

  @Field(() => Metric, {
    nullable: true,
    defaultValue: Metric.ACCURACY,
    description: 'What was measured.',
  })
  metric!: MetricName | null;

  @Field(() => Int, {
    nullable: true,
    defaultValue: curveLimits.defaultPoints,
    description: `At most this many points, 2 to ${curveLimits.points}: the first, the last and others evenly between.`,
  })
  maxPoints!: number | null;
}

@ObjectType({
  implements: Node,
  description: 'The runs of one request, which differ in their seed alone.',
})
export class RunSeries extends Node {
  @Field(() => ID, { description: 'Global id; runs can be filtered by it.' })
  override id!: string;

  @Field(() => [Run], {
    description: `In the order of the seeds as they were asked for; at most ${trainingLimits.seeds}.`,
  })
  @Extensions({ mostItems: trainingLimits.seeds })
  runs!: Run[];
}

@ObjectType({
  implements: [Node, Job],
  description: 'The training of a model: asked for, under way or ended.',
})
export class Run extends Node {
  @Field(() => ID, { description: 'Global id: opaque, unique over all types, stable.' })
  override id!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The name that was asked for and its model takes; null if none was.',
  })
  name!: string | null;

  @Field(() => Status, { description: 'Where it stands.' })
  status!: RunStatus;

  @Field(() => Architecture, { description: 'The form of the network.' })
  architecture!: Architecture;

  @Field(() => Task, { description: 'What it trains for.' })
  task!: Task;

  @Field(() => String, { description: 'Name of the data set.' })
  dataset!: string;

  @Field(() => String, {
    description:
      'SHA-256 of the data set when the run was asked for: it trains on these bytes only.',
  })
  datasetSha256!: string;

  @Field(() => TrainingOptions, { description: 'How it trains.' })
  options!: TrainingOptions;

  @Field(() => RunSeries, {
    nullable: true,
    description: 'The request for several seeds that it is part of; null for a run by itself.',
  })
  series!: RunSeries | null;

  @Field(() => Int, {
    description: 'Steps done, 0 to totalSteps; fewer at the end of a run that was stopped early.',
  })
  step!: number;

  @Field(() => Int, { description: 'Steps in all: epochs · examples / batch size, rounded up.' })
  totalSteps!: number;

  @Field(() => Float, {
    description: 'The part of the steps that is done, 0 to 1; 1 once it has succeeded.',
  })
  progress!: number;

  @Field(() => Boolean, {
    description: 'Whether it has succeeded before its last step, as `patience` was at its end.',
  })
  stoppedEarly!: boolean;

  @Field(() => Int, {
    nullable: true,
    description: 'Steps done when the weights were as the model has them; null before it has any.',
  })
  keptStep!: number | null;

  @Field(() => [CurvePoint], { description: 'The learning curve so far, in the order of steps.' })
  curve!: CurvePoint[];

  @Field(() => [Snapshot], {
    description: `The weights on the way, oldest first: the initial ones, those of the last step and of evaluations evenly between; at most ${mostSnapshots}.`,
  })
  snapshots!: Snapshot[];

  @Field(() => Evaluation, {
    nullable: true,
    description: 'Of the model’s weights on the whole test split; null before it has succeeded.',
  })
  evaluation!: Evaluation | null;

  @Field(() => Model, {
    nullable: true,
    description: 'What it made; null before it has succeeded, and once the model is deleted.',
  })
  model!: Model | null;

  @Field(() => String, {
    nullable: true,
    description: 'Engine, version and device that train it, such as `tensorflow 2.21.0 cpu`.',
  })
  engine!: string | null;

  @Field(() => Int, {
    description:
      'How often a worker has taken it up: 0 until one does; 2 means that one worker was lost.',
  })
  attempt!: number;

  @Field(() => JobError, { nullable: true, description: 'Why it failed; null if it did not.' })
  error!: JobError | null;

  @Field(() => Int, {
    description: 'Of runs that wait, the highest priority is taken first, then the oldest.',
  })
  priority!: number;

  @Field(() => Int, {
    nullable: true,
    description: '1 when it is the next to be taken; null unless it is queued.',
  })
  queuePosition!: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Why it stands still, or why no worker can take it, where that is known; it goes on by itself.',
  })
  waitingReason!: string | null;

  @Field(() => GraphQLDateTime, { description: 'When it was asked for.' })
  createdAt!: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When its first step began.' })
  startedAt!: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it ended, in whatever way.' })
  finishedAt!: Date | null;
}

@InputType({ description: 'Which runs to list: those that meet all that is given.' })
export class RunFilter {
  @Field(() => String, { nullable: true, description: 'Slug of the architecture.' })
  architecture?: string | null;

  @Field(() => String, { nullable: true, description: 'Name of the data set.' })
  dataset?: string | null;

  @Field(() => Status, { nullable: true, description: 'Where the run stands.' })
  status?: RunStatus | null;

  @Field(() => ID, { nullable: true, description: 'Id of the series that it is part of.' })
  series?: string | null;
}

@ArgsType()
export class RunsArguments extends PageArguments {
  @Field(() => RunFilter, { nullable: true, description: 'Which runs; all when not given.' })
  filter?: RunFilter | null;
}

export const RunConnection = connectionType('Run', Run);
