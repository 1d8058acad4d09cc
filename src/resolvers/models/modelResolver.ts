import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';

import { trainedParameterCount } from '../../networks/parameters.ts';
import type { Architecture } from '../../schema/models/architecture.ts';
import type { Task } from '../../schema/models/task.ts';
import type { Artifact } from '../../schema/artifact.ts';
import type { ConnectionOf } from '../../schema/connection.ts';
import { toGlobalId } from '../../service/records/globalId.ts';
import { ModelArguments } from '../../schema/traces/inspectionArguments.ts';
import { Model, ModelConnection, ModelsArguments } from '../../schema/models/model.ts';
import { Run } from '../../schema/runs/run.ts';
import type { ModelRecord, RunRecord } from '../../store/records.ts';
import { architectureOf } from '../../zoo/architectures.ts';
import { architectureAnswer } from '../../service/records/architectureAnswer.ts';
import { taskAnswer } from '../../service/records/taskAnswer.ts';
import { connectionAnswer, pageRequest } from '../connectionAnswer.ts';
import type { Context } from '../../service/context.ts';
import { cost } from '../cost.ts';
import { tryFindModel } from '../../service/records/findModel.ts';
import { weightsUrl } from '../../service/records/weightsAddress.ts';

@Resolver(() => Model)
export class ModelResolver {
  @Query(() => ModelConnection, {
    complexity: cost.list,
    description: 'The models, newest first; the zoo’s come last, in the order of `architectures`.',
  })
  async models(
    @Args(() => ModelsArguments) { filter, ...page }: ModelsArguments,
    @Ctx() { services }: Context,
  ): Promise<ConnectionOf<ModelRecord>> {
    const request = { ...pageRequest(page), filter: filter ?? {} };
    return connectionAnswer(await services.store.models.list(request));
  }

  @Query(() => Model, {
    nullable: true,
    complexity: cost.lookUp,
    description: 'One model; null if there is none.',
  })
  model(
    @Args(() => ModelArguments) { model }: ModelArguments,
    @Ctx() { services }: Context,
  ): Promise<ModelRecord | null> {
    return tryFindModel(services.store.models, model);
  }

  @FieldResolver()
  id(@Root() { id }: ModelRecord): string {
    return toGlobalId('Model', id);
  }

  @FieldResolver()
  architecture(@Root() model: ModelRecord): Architecture {
    return architectureAnswer(architectureOf(model));
  }

  @FieldResolver()
  task(@Root() { network }: ModelRecord): Task {
    return taskAnswer(network);
  }

  @FieldResolver()
  dataset(@Root() { dataset }: ModelRecord): string {
    return dataset.name;
  }

  @FieldResolver()
  datasetSha256(@Root() { dataset }: ModelRecord): string {
    return dataset.sha256;
  }

  @FieldResolver()
  parameterCount(@Root() { network }: ModelRecord): number {
    return trainedParameterCount(network);
  }

  @FieldResolver()
  weights(@Root() { slug, weights }: ModelRecord): Artifact {
    return { url: weightsUrl(slug, weights.sha256), format: 'safetensors', ...weights };
  }

  /** Described here, not in src/schema: what leads back would close a circle of imports. */
  @FieldResolver(() => Run, {
    nullable: true,
    complexity: cost.lookUp,
    description:
      'The run that made it. A model of the zoo was trained on another machine; its run has no snapshots.',
  })
  async run(
    @Root() { runId }: ModelRecord,
    @Ctx() { batches }: Context,
  ): Promise<RunRecord | null> {
    return runId === null ? null : batches.run.load(runId);
  }
}
