import { invalidArgument } from '../../errors.ts';
import type { Recipe } from '../../networks/recipe.ts';
import {
  checkBinarizeThreshold,
  defaultBinarizeThreshold,
  trainingOptionErrors,
  type TrainingOptions,
} from '../../networks/trainingOptions.ts';
import type { TrainModelInput } from '../../schema/runs/trainModel.ts';
import type { Architecture } from '../../zoo/architecture.ts';
import { optionsByDefault } from '../../zoo/trainedByDefault.ts';
import type { Mistakes } from './mistakes.ts';

/**
 * The options that are asked for, with those of the architecture and the defaults for the rest; the seed
 * is left to each run. Null where `mistakes` has heard of one out of its range.
 *
 * @param architecture null where there is a mistake in it
 */
export function chosenOptions(
  input: TrainModelInput,
  architecture: Architecture | null,
  mistakes: Mistakes,
): TrainingOptions | null {
  const defaults = optionsByDefault(architecture ?? {});
  const options = {
    seed: defaults.seed,
    epochs: input.epochs ?? defaults.epochs,
    batchSize: input.batchSize ?? defaults.batchSize,
    learningRate: input.learningRate ?? defaults.learningRate,
    schedule: input.schedule ?? defaults.schedule,
    beta1: input.beta1 ?? defaults.beta1,
    beta2: input.beta2 ?? defaults.beta2,
    epsilon: input.epsilon ?? defaults.epsilon,
    dropout: input.dropout ?? defaults.dropout,
    weightDecay: input.weightDecay ?? defaults.weightDecay,
    clipNorm: input.clipNorm ?? defaults.clipNorm,
    evaluationInterval: input.evaluationInterval ?? defaults.evaluationInterval,
    patience: input.patience ?? defaults.patience,
    keep: input.keep ?? defaults.keep,
  };
  const errors = trainingOptionErrors(options, 'input');
  if (architecture !== null && !takesDropout(architecture.recipe) && options.dropout > 0) {
    const expected = 'nothing or 0 (only recurrent layers have dropout)';
    errors.push(invalidArgument('input.dropout', expected, options.dropout));
  }
  for (const error of errors) mistakes.note(error);
  return errors.length === 0 ? options : null;
}

function takesDropout(recipe: Recipe): boolean {
  return 'cell' in recipe;
}

/**
 * The threshold of binarization; null for grey values.
 *
 * @throws GatescopeError INVALID_ARGUMENT
 */
export function chosenThreshold({ pixels, binarizeThreshold }: TrainModelInput): number | null {
  const given = binarizeThreshold ?? null;
  if (pixels === 'GREY') {
    if (given === null) return null;
    throw invalidArgument('input.binarizeThreshold', 'nothing beside GREY pixels', given);
  }
  return checkBinarizeThreshold(given ?? defaultBinarizeThreshold, 'input.binarizeThreshold');
}
