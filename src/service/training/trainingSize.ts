import { exampleCounts, type Dataset } from '../../data/dataset.ts';
import { invalidArgument, misfit } from '../../errors.ts';
import { parameterCount } from '../../networks/parameters.ts';
import { byKind, isRecurrent, type Network } from '../../networks/recipe.ts';
import {
  totalSteps,
  trainingLimits,
  type TrainingOptions,
} from '../../networks/trainingOptions.ts';
import { checkImageSize } from '../../networks/wholeImage.ts';
import { workingValues } from '../../networks/workingValues.ts';
import type { Mistakes } from './mistakes.ts';
import type { RunRequest } from './runRequest.ts';

/** Working values of a batch: what a training step must hold in memory. */
const MOST_WORKING_VALUES = 2 ** 26;
const MOST_STEPS = 2 ** 31 - 1;

/** Whether a counter can number the steps, as far as epochs and batch are sound. */
export async function judgeLength(
  options: TrainingOptions,
  dataset: Dataset,
  mistakes: Mistakes,
): Promise<void> {
  if (mistakes.isIn('input.epochs', 'input.batchSize')) return;
  await mistakes.try(() => checkSteps(options, dataset));
}

/** Whether the images are large enough for the network, and it and its batches small enough. */
export async function judgeSize(
  network: Network,
  options: TrainingOptions,
  input: RunRequest,
  mistakes: Mistakes,
): Promise<void> {
  const pooled = await mistakes.try(() => checkPooling(network));
  if (pooled === null) return;
  await mistakes.try(() => checkParameters(network, input));
  if (!mistakes.isIn('input.batchSize')) await mistakes.try(() => checkBatch(network, options));
}

function checkPooling(network: Network): Network {
  byKind(
    network,
    () => undefined,
    (wholeImage) => checkImageSize(wholeImage, 'input.dataset'),
  );
  return network;
}

function checkParameters(network: Network, { recipe }: RunRequest): void {
  const count = parameterCount(network);
  if (count <= trainingLimits.parameters) return;
  const argument = recipe ? 'input.recipe' : 'input.architecture';
  const expected = `a network of at most ${trainingLimits.parameters} parameters`;
  throw misfit('INVALID_ARGUMENT', argument, expected, `${count}`);
}

/** A step that no worker's memory can hold would take one worker after the other with it. */
function checkBatch(network: Network, { batchSize }: TrainingOptions): void {
  const perExample = workingValues(network);
  const most = Math.floor(MOST_WORKING_VALUES / perExample);
  if (batchSize <= most) return;
  const kind = isRecurrent(network) ? 'hidden values' : 'values';
  const expected = `at most ${most}, as this network on these images takes ${perExample} ${kind} an example`;
  throw invalidArgument('input.batchSize', expected, batchSize);
}

function checkSteps(options: TrainingOptions, dataset: Dataset): void {
  const steps = totalSteps(options, exampleCounts(dataset).TRAIN);
  if (steps <= MOST_STEPS) return;
  const expected = `at most ${MOST_STEPS} steps in all`;
  throw misfit('INVALID_ARGUMENT', 'input.epochs', expected, `${steps}`);
}
