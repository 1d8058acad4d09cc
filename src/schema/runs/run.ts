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
    description: 'The measure to give.',
  })
  metric!: MetricName | null;

  @Field(() => Int, {
    nullable: true,
    defaultValue: curveLimits.defaultPoints,
    description: `At most this many points, 2 to ${curveLimits.points}. A longer curve is thinned evenly; its first and last points are always given.`,
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
  description: 'One training of a model: queued, running or ended.',
})
export class Run extends Node {
  @Field(() => ID, { description: 'Global id: opaque, unique over all types, stable.' })
  override id!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The name that was asked for, which its model takes as slug; null if none was asked for.',
  })
  name!: string | null;

  @Field(() => Status, { description: 'Whether it is queued, running or ended.' })
  status!: RunStatus;

  @Field(() => Architecture, { description: 'The form of the network.' })
  architecture!: Architecture;

  @Field(() => Task, {
    description: 'What the network is trained to do, and in which order it reads an image.',
  })
  task!: Task;

  @Field(() => String, { description: 'Name of the data set.' })
  dataset!: string;

  @Field(() => String, {
    description:
      'SHA-256 of the data set when the run was asked for. The run trains on exactly these bytes.',
  })
  datasetSha256!: string;

  @Field(() => TrainingOptions, { description: 'How it trains.' })
  options!: TrainingOptions;

  @Field(() => RunSeries, {
    nullable: true,
    description:
      'The runs of the request for several seeds that it belongs to; null if it was asked for alone.',
  })
  series!: RunSeries | null;

  @Field(() => Int, {
    description: 'Steps done, 0 to totalSteps. A run that stops early ends below totalSteps.',
  })
  step!: number;

  @Field(() => Int, {
    description: 'Steps of the whole run: epochs · examples / batch size, rounded up.',
  })
  totalSteps!: number;

  @Field(() => Float, {
    description:
      'The fraction of the steps that is done, 0 to 1. It is 1 once the run has succeeded.',
  })
  progress!: number;

  @Field(() => Boolean, {
    description: 'Whether early stopping (`patience`) ended it before its last step.',
  })
  stoppedEarly!: boolean;

  @Field(() => Int, {
    nullable: true,
    description:
      'Steps done when the weights that the model has were reached; null before there are any.',
  })
  keptStep!: number | null;

  @Field(() => [CurvePoint], { description: 'The learning curve so far, in the order of steps.' })
  curve!: CurvePoint[];

  @Field(() => [Snapshot], {
    description: `The weights kept during the training, oldest first: the initial ones, those of the last step, and those of evaluations spread evenly between; at most ${mostSnapshots}.`,
  })
  snapshots!: Snapshot[];

  @Field(() => Evaluation, {
    nullable: true,
    description:
      'How well the model’s weights do on the whole test split; null before the run has succeeded.',
  })
  evaluation!: Evaluation | null;

  @Field(() => Model, {
    nullable: true,
    description:
      'The model that it made; null before the run has succeeded, and once the model is deleted.',
  })
  model!: Model | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The engine that trains it, with version and device, such as `tensorflow 2.21.0 cpu`.',
  })
  engine!: string | null;

  @Field(() => Int, {
    description:
      'How often a worker has taken it up; 0 before the first. A second attempt follows when the first worker was lost or stopped.',
  })
  attempt!: number;

  @Field(() => JobError, { nullable: true, description: 'Why it failed; null if it did not.' })
  error!: JobError | null;

  @Field(() => Int, {
    description:
      'Workers take the queued run with the highest priority first; of equal ones, the oldest.',
  })
  priority!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Its place in the queue, 1 for the next to be taken; null unless it is queued.',
  })
  queuePosition!: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Why it makes no progress, or why no worker can take it, if that is known. It goes on by itself once the cause is gone.',
  })
  waitingReason!: string | null;

  @Field(() => GraphQLDateTime, { description: 'When it was asked for.' })
  createdAt!: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When its first step began.' })
  startedAt!: Date | null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When it succeeded, failed or was canceled.',
  })
  finishedAt!: Date | null;
}

@InputType({ description: 'Which runs to list: those that match every field given.' })
export class RunFilter {
  @Field(() => String, { nullable: true, description: 'Slug of the architecture.' })
  architecture?: string | null;

  @Field(() => String, { nullable: true, description: 'Name of the data set.' })
  dataset?: string | null;

  @Field(() => Status, { nullable: true, description: 'The status of the run.' })
  status?: RunStatus | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Global id of the series that the run belongs to.',
  })
  series?: string | null;
}

@ArgsType()
export class RunsArguments extends PageArguments {
  @Field(() => RunFilter, { nullable: true, description: 'Which runs; all when not given.' })
  filter?: RunFilter | null;
}

export const RunConnection = connectionType('Run', Run);
