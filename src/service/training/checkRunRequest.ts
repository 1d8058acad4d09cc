import { exampleCounts } from '../../data/dataset.ts';
import { MNIST } from '../../data/mnist.ts';
import type { EngineChoice } from '../../engines/engineNames.ts';
import { invalidArgument, misfit, type GatescopeError } from '../../errors.ts';
import type { Network } from '../../networks/recipe.ts';
import { givenTask } from '../../networks/tasks/taskOf.ts';
import { totalSteps } from '../../networks/trainingOptions.ts';
import { mostPriority, type NewRun } from '../../store/records.ts';
import type { Services } from '../services.ts';
import { chosenArchitecture } from './chosenArchitecture.ts';
import { checkTask, chosenTask } from './chosenTask.ts';
import type { Mistakes } from './mistakes.ts';
import { checkModelNames } from './modelNames.ts';
import { oneForEachSeed } from './oneForEachSeed.ts';
import { chosenSeeds } from './seeds.ts';
import { chosenOptions, chosenThreshold } from './trainingChoices.ts';
import { judgeLength, judgeSize } from './trainingSize.ts';
import type { RunRequest } from './runRequest.ts';

/**
 * The runs that are asked for, one for each seed; null where `mistakes` has heard of one. Whatever does
 * not follow from a mistake is judged, so that a user hears of all at once.
 */
export async function checkRunRequest(
  input: RunRequest,
  { catalog, engineLack, store: { models } }: Services,
  mistakes: Mistakes,
): Promise<NewRun[] | null> {
  const architecture = await chosenArchitecture(input, mistakes);
  const seeds = await chosenSeeds(input, mistakes);
  const options = chosenOptions(input, architecture, mistakes);
  const binarizeThreshold = await mistakes.try(() => chosenThreshold(input));
  await mistakes.try(() => checkModelNames(input.name ?? null, seeds, models));
  const name = input.dataset ?? MNIST;
  const dataset = await mistakes.try(() => catalog.load(name, 'input.dataset'));
  const engineChoice = input.engine ?? 'AUTO';
  const task = await mistakes.try(() => chosenTask(input.task, architecture ?? {}));
  if (architecture !== null) {
    const { recipe } = architecture;
    const lack = engineLack({ recipe, ...givenTask(task) }, engineChoice);
    if (lack !== null) mistakes.note([unfitEngine(engineChoice, lack)]);
  }
  const priority = await mistakes.try(() => chosenPriority(input.priority ?? 0));
  if (dataset !== null) await judgeLength(options, dataset, mistakes);
  if (architecture === null || dataset === null) return null;
  const { recipe, slug } = architecture;
  const { sha256, rows, columns, classes } = dataset;
  const size = { rows, columns, classes, binarizeThreshold };
  const network: Network = { recipe, ...size, ...givenTask(task) };
  if (!mistakes.isIn('input.binarizeThreshold', 'input.task.scan')) {
    await mistakes.try(() => checkTask(network, Boolean(input.recipe)));
  }
  await judgeSize(network, options, input, mistakes);
  if (mistakes.userErrors.length > 0 || seeds === null || priority === null) return null;
  return oneForEachSeed(seeds, {
    ...{ name: input.name ?? null, architecture: slug, network, options, engineChoice, priority },
    dataset: { name: dataset.name, sha256 },
    totalSteps: totalSteps(options, exampleCounts(dataset).TRAIN),
  });
}

function chosenPriority(priority: number): number {
  if (Math.abs(priority) <= mostPriority) return priority;
  const expected = `a whole number from ${-mostPriority} to ${mostPriority}`;
  throw invalidArgument('input.priority', expected, priority);
}

/** Where no worker ever could, the run would wait with that reason for good. */
function unfitEngine(choice: EngineChoice, lack: string): GatescopeError {
  const expected = 'an engine that has the network';
  return misfit('INVALID_ARGUMENT', 'input.engine', expected, `${choice} (${lack})`);
}
