import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';

import { CancelRunInput, CancelRunPayload } from '../../schema/runs/cancelRun.ts';
import { DeleteModelInput, DeleteModelPayload } from '../../schema/models/deleteModel.ts';
import { parseGlobalId, toGlobalId } from '../../schema/globalId.ts';
import { TrainModelInput, TrainModelPayload } from '../../schema/runs/trainModel.ts';
import type { UserError } from '../../schema/userError.ts';
import type { NewRun, RunRecord } from '../../store/records.ts';
import type { Context } from '../context.ts';
import { cost } from '../cost.ts';
import { findModel } from '../models/findModel.ts';
import { Mistakes } from './mistakes.ts';
import { checkTrainingRequest } from './trainingRequest.ts';

interface RunAnswer {
  run: RunRecord | null;
  userErrors: UserError[];
}

@Resolver()
export class TrainingResolver {
  @Mutation(() => TrainModelPayload, {
    complexity: cost.list,
    description: 'Queues the training of a model; a worker does it. Watch it with runEvents.',
  })
  async trainModel(
    @Arg('input', () => TrainModelInput, { description: 'What to train and how.' })
    input: TrainModelInput,
    @Ctx() { services }: Context,
  ): Promise<RunAnswer> {
    const mistakes = new Mistakes();
    const newRun = await checkTrainingRequest(input, services, mistakes);
    // Only the name can still be found to be taken, by a request that came at the same time.
    const submit = (): Promise<RunRecord> => services.queue.submit(newRun as NewRun);
    const run = newRun && (await mistakes.try(submit, 'input.name'));
    return { run, userErrors: mistakes.userErrors };
  }

  @Mutation(() => CancelRunPayload, {
    complexity: cost.list,
    description: 'Ends a run that has not ended: at once while queued, else within a few seconds.',
  })
  async cancelRun(
    @Arg('input', () => CancelRunInput, { description: 'Which run.' }) input: CancelRunInput,
    @Ctx() { services }: Context,
  ): Promise<RunAnswer> {
    const mistakes = new Mistakes();
    const run = await mistakes.try(() => {
      const { id } = parseGlobalId('input.run', input.run, ['Run']);
      return services.queue.cancel(id);
    }, 'input.run');
    return { run, userErrors: mistakes.userErrors };
  }

  @Mutation(() => DeleteModelPayload, {
    complexity: cost.list,
    description: 'Deletes a model and its weights, but none of the zoo’s. Its run stays.',
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
