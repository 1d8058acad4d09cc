import { Arg, Args, Ctx, Extensions, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';

import type { Architecture } from '../../schema/models/architecture.ts';
import type { Task } from '../../schema/models/task.ts';
import type { ConnectionOf } from '../../schema/connection.ts';
import { Pixels } from '../../schema/enums.ts';
import { parseIdOf, toGlobalId, tryIdOf } from '../../service/records/globalId.ts';
import {
  CurveArguments,
  Run,
  RunConnection,
  RunsArguments,
  type CurvePoint,
} from '../../schema/runs/run.ts';
import type { TrainingOptions } from '../../schema/runs/trainingOptions.ts';
import { mostSnapshots, type ModelRecord, type RunRecord } from '../../store/records.ts';
import { architectureOf } from '../../zoo/architectures.ts';
import { architectureAnswer } from '../../service/records/architectureAnswer.ts';
import { taskAnswer } from '../../service/records/taskAnswer.ts';
import { connectionAnswer, pageRequest } from '../connectionAnswer.ts';
import type { Context } from '../../service/context.ts';
import { cost } from '../cost.ts';
import { learningCurve } from '../../service/results/learningCurve.ts';
import { runSeries, type SeriesAnswer } from '../../service/records/runSeries.ts';
import type { RunSnapshot } from '../../service/records/findSnapshot.ts';

@Resolver(() => Run)
export class RunResolver {
  @Query(() => RunConnection, {
    complexity: cost.list,
    description: 'The runs, newest first.',
  })
  async runs(
    @Args(() => RunsArguments) { filter, ...page }: RunsArguments,
    @Ctx() { services }: Context,
  ): Promise<ConnectionOf<RunRecord>> {
    const { series, ...rest } = filter ?? {};
    const seriesId = series == null ? null : parseIdOf('RunSeries', 'filter.series', series);
    const request = { ...pageRequest(page), filter: { ...rest, seriesId } };
    return connectionAnswer(await services.store.runs.list(request));
  }

  @Query(() => Run, {
    nullable: true,
    complexity: cost.lookUp,
    description: 'One run; null if there is none.',
  })
  async run(
    @Arg('id', () => ID, { description: 'Global id of the run.' }) id: string,
    @Ctx() { services }: Context,
  ): Promise<RunRecord | null> {
    const recordId = tryIdOf('Run', id);
    return recordId === null ? null : services.store.runs.find(recordId);
  }

  @FieldResolver()
  id(@Root() { id }: RunRecord): string {
    return toGlobalId('Run', id);
  }

  @FieldResolver()
  architecture(@Root() run: RunRecord): Architecture {
    return architectureAnswer(architectureOf(run));
  }

  @FieldResolver()
  task(@Root() { network }: RunRecord): Task {
    return taskAnswer(network);
  }

  @FieldResolver()
  dataset(@Root() { dataset }: RunRecord): string {
    return dataset.name;
  }

  @FieldResolver()
  datasetSha256(@Root() { dataset }: RunRecord): string {
    return dataset.sha256;
  }

  @FieldResolver()
  options(@Root() { options, network, engineChoice }: RunRecord): TrainingOptions {
    const { binarizeThreshold } = network;
    const pixels = binarizeThreshold === null ? Pixels.GREY : Pixels.BINARIZED;
    return { ...options, pixels, binarizeThreshold, engine: engineChoice };
  }

  @FieldResolver({ complexity: cost.lookUp })
  async series(
    @Root() { seriesId }: RunRecord,
    @Ctx() { batches }: Context,
  ): Promise<SeriesAnswer | null> {
    return seriesId === null ? null : runSeries(batches, seriesId);
  }

  @FieldResolver()
  progress(@Root() { status, step, totalSteps }: RunRecord): number {
    return status === 'SUCCEEDED' ? 1 : step / totalSteps;
  }

  @FieldResolver()
  stoppedEarly(@Root() { status, step, totalSteps }: RunRecord): boolean {
    return status === 'SUCCEEDED' && step < totalSteps;
  }

  @FieldResolver({ complexity: cost.list })
  curve(
    @Root() { id }: RunRecord,
    @Args(() => CurveArguments) request: CurveArguments,
    @Ctx() { services }: Context,
  ): Promise<CurvePoint[]> {
    return learningCurve(services.store.curvePoints, id, request);
  }

  @FieldResolver({ complexity: cost.list })
  @Extensions({ mostItems: mostSnapshots })
  async snapshots(@Root() run: RunRecord, @Ctx() { services }: Context): Promise<RunSnapshot[]> {
    const steps = await services.store.snapshots.steps(run.id);
    return steps.map((step) => ({ run, step }));
  }

  @FieldResolver({ complexity: cost.lookUp })
  async model(
    @Root() { id, status }: RunRecord,
    @Ctx() { batches }: Context,
  ): Promise<ModelRecord | null> {
    return status === 'SUCCEEDED' ? batches.modelOfRun.load(id) : null;
  }

  @FieldResolver({ complexity: cost.lookUp })
  async queuePosition(
    @Root() { id, status }: RunRecord,
    @Ctx() { batches }: Context,
  ): Promise<number | null> {
    return status === 'QUEUED' ? batches.queuePosition.load(id) : null;
  }
}
