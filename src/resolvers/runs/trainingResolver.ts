import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';

import type { DatasetWarning } from '../../data/datasetWarnings.ts';
import { GatescopeError } from '../../errors.ts';
import type { TrainingQueue } from '../../jobs/trainingQueue.ts';
import { CancelRunInput, CancelRunPayload } from '../../schema/runs/cancelRun.ts';
import { DeleteRunInput, DeleteRunPayload } from '../../schema/runs/deleteRun.ts';
import { DeleteModelInput, DeleteModelPayload } from '../../schema/models/deleteModel.ts';
import { toGlobalId } from '../../service/records/globalId.ts';
import { TrainModelInput, TrainModelPayload } from '../../schema/runs/trainModel.ts';
import { TrainingCostPayload } from '../../schema/runs/trainingCost.ts';
import type { UserError } from '../../schema/userError.ts';
import type { NewRun, RunRecord } from '../../store/records.ts';
import type { Context } from '../../service/context.ts';
import { cost } from '../cost.ts';
import { findModel } from '../../service/records/findModel.ts';
import { findRun } from '../../service/records/findRun.ts';
import { Mistakes } from '../../service/training/mistakes.ts';
import { nameTaken } from '../../service/training/modelNames.ts';
import { checkRunRequest } from '../../service/training/checkRunRequest.ts';
import { trainingCost } from '../../service/training/trainingCost.ts';
import { trainingWarnings } from '../../service/training/trainingWarnings.ts';

interface RunAnswer {
  run: RunRecord | null;
  userErrors: UserError[];
}

/**
 * @param name as it was asked for
 * @throws GatescopeError QUEUE_FULL, or NAME_TAKEN by a request that came at the same time
 */
async function submit(
  queue: TrainingQueue,
  runs: NewRun[],
  name: string | null | undefined,
): Promise<RunRecord[]> {
  try {
    return await queue.submit(runs);
  } catch (error) {
    const taken = error instanceof GatescopeError && error.code === 'NAME_TAKEN';
    throw taken && name ? nameTaken(name) : error;
  }
}

@Resolver()
export class TrainingResolver {
  @Query(() => TrainingCostPayload, {
    complexity: cost.list,
    description:
      'What trainModel would cost with the same input: parameters, multiply-adds, steps and, by runs that workers have finished, seconds. Nothing is queued.',
  })
  async trainingCost(
    @Arg('input', () => TrainModelInput, { description: 'What to train and how.' })
    input: TrainModelInput,
    @Ctx() { services }: Context,
  ): Promise<TrainingCostPayload> {
    const mistakes = new Mistakes();
    const [run] = (await checkRunRequest(input, services, mistakes)) ?? [];
    const found = run === undefined ? null : await trainingCost(run, services);
    return { cost: found, userErrors: mistakes.userErrors };
  }

  @Mutation(() => TrainModelPayload, {
    complexity: cost.list,
    description:
      'Queues the training of a model, or of one model for each of several seeds. A worker does the training; runEvents reports its progress.',
  })
  async trainModel(
    @Arg('input', () => TrainModelInput, { description: 'What to train and how.' })
    input: TrainModelInput,
    @Ctx() { services }: Context,
  ): Promise<RunAnswer & { runs: RunRecord[]; warnings: DatasetWarning[] }> {
    const mistakes = new Mistakes();
    const newRuns = await checkRunRequest(input, services, mistakes);
    const stored =
      newRuns && (await mistakes.try(() => submit(services.queue, newRuns, input.name)));
    const runs = stored ?? [];
    const [run = null] = runs;
    const warnings = run === null ? [] : await trainingWarnings(run, services.catalog);
    return { run, runs, userErrors: mistakes.userErrors, warnings };
  }

  @Mutation(() => CancelRunPayload, {
    complexity: cost.list,
    description:
      'Cancels a run that has not ended: at once if it is queued, else within a few seconds.',
  })
  async cancelRun(
    @Arg('input', () => CancelRunInput, { description: 'Which run.' }) input: CancelRunInput,
    @Ctx() { services }: Context,
  ): Promise<RunAnswer> {
    const mistakes = new Mistakes();
    const run = await mistakes.try(async () => {
      const { id } = await findRun(services.store.runs, input.run, 'input.run');
      return services.queue.cancel(id);
    }, 'input.run');
    return { run, userErrors: mistakes.userErrors };
  }

  @Mutation(() => DeleteRunPayload, {
    complexity: cost.list,
    description:
      'Deletes a run that has ended, with its learning curve and snapshots. If it made a model, delete the model first.',
  })
  async deleteRun(
    @Arg('input', () => DeleteRunInput, { description: 'Which run.' }) input: DeleteRunInput,
    @Ctx() { services }: Context,
  ): Promise<DeleteRunPayload> {
    const mistakes = new Mistakes();
    const deletedRun = await mistakes.try(async () => {
      const { id } = await findRun(services.store.runs, input.run, 'input.run');
      await services.store.runs.delete(id);
      return toGlobalId('Run', id);
    }, 'input.run');
    return { deletedRun, userErrors: mistakes.userErrors };
  }

  @Mutation(() => DeleteModelPayload, {
    complexity: cost.list,
    description:
      'Deletes a model and its weights. Its run stays. A model of the zoo cannot be deleted.',
  })
  async deleteModel(
    @Arg('input', () => DeleteModelInput, { description: 'Which model.' }) input: DeleteModelInput,
    @Ctx() { services }: Context,
  ): Promise<DeleteModelPayload> {
    const mistakes = new Mistakes();
    const deletedModel = await mistakes.try(async () => {
      const model = await findModel(services.store.models, input.model, 'input.model');
      await services.store.models.delete(model.id);
      return toGlobalId('Model', model.id);
    }, 'input.model');
    return { deletedModel, userErrors: mistakes.userErrors };
  }
}
