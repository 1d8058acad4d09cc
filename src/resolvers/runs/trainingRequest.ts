import { exampleCounts, type Dataset } from '../../data/dataset.ts';
import { invalidArgument, misfit, shown } from '../../errors.ts';
import { parameterCount } from '../../networks/parameters.ts';
import { byKind, isRecurrent, makeRecipe, type Network } from '../../networks/recipe.ts';
import {
  totalSteps,
  trainingLimits,
  type EngineChoice,
  type TrainingOptions,
} from '../../networks/trainingOptions.ts';
import { checkImageSize } from '../../networks/wholeImage.ts';
import { workingValues } from '../../networks/workingValues.ts';
import type { TrainModelInput } from '../../schema/runs/trainModel.ts';
import type { NewRun } from '../../store/records.ts';
import type { Architecture } from '../../zoo/architecture.ts';
import { architectureForRecipe, architectures, findArchitecture } from '../../zoo/architectures.ts';
import type { Services } from '../services.ts';
import type { Mistakes } from './mistakes.ts';
import { checkModelNames } from './modelNames.ts';
import { chosenSeeds, oneForEachSeed } from './seeds.ts';
import { chosenOptions, chosenThreshold } from './trainingChoices.ts';

const DEFAULT_DATASET = 'mnist';
/** Working values of a batch: what a training step must hold in memory. */
const MOST_WORKING_VALUES = 2 ** 26;
const MOST_STEPS = 2 ** 31 - 1;

/** The runs that are asked for, one for each seed; null where `mistakes` has heard of one. */
export async function checkTrainingRequest(
  input: TrainModelInput,
  { catalog, engineLack, store: { models } }: Services,
  mistakes: Mistakes,
): Promise<NewRun[] | null> {
  const architecture = await mistakes.try(() => chosenArchitecture(input));
  const seeds = await mistakes.try(() => chosenSeeds(input));
  const options = chosenOptions(input, architecture, mistakes);
  const binarizeThreshold = await mistakes.try(() => chosenThreshold(input));
  await mistakes.try(() => checkModelNames(input.name ?? null, seeds, models));
  const dataset = await mistakes.try(
    () => catalog.load(input.dataset ?? DEFAULT_DATASET, 'input.dataset'),
    'input.dataset',
  );
  if (architecture === null || dataset === null) return null;
  const { sha256, rows, columns, classes } = dataset;
  const { recipe, slug } = architecture;
  const network = { recipe, rows, columns, classes, binarizeThreshold };
  const engineChoice = input.engine ?? 'AUTO';
  await mistakes.try(() => checkEngine(network, engineChoice, engineLack));
  const sound = await mistakes.try(() => checkedNetwork(network, input));
  if (options !== null && sound !== null) {
    await mistakes.try(() => checkBatch(sound, options));
    await mistakes.try(() => checkSteps(options, dataset));
  }
  if (mistakes.userErrors.length > 0 || seeds === null || options === null) return null;
  return oneForEachSeed(seeds, {
    name: input.name ?? null,
    architecture: slug,
    network,
    options,
    dataset: { name: dataset.name, sha256 },
    engineChoice,
    totalSteps: totalSteps(options, exampleCounts(dataset).TRAIN),
  });
}

function chosenArchitecture({ architecture, recipe }: TrainModelInput): Architecture {
  if (architecture != null && recipe) {
    const expected = 'nothing beside input.architecture';
    throw misfit('INVALID_ARGUMENT', 'input.recipe', expected, 'both');
  }
  if (recipe) return architectureForRecipe(makeRecipe(recipe, 'input.recipe'));
  if (architecture == null) {
    const expected = 'an architecture, or input.recipe instead';
    throw misfit('INVALID_ARGUMENT', 'input.architecture', expected, 'neither');
  }
  const found = findArchitecture(architecture);
  if (found !== null) return found;
  const expected = `one of ${architectures.map(({ slug }) => slug).join(', ')}`;
  throw misfit('ARCHITECTURE_NOT_FOUND', 'input.architecture', expected, shown(architecture));
}

/** Where no worker ever could, the run would wait with that reason for good. */
function checkEngine(
  network: Network,
  choice: EngineChoice,
  engineLack: Services['engineLack'],
): void {
  const lack = engineLack(network, choice);
  if (lack === null) return;
  throw misfit(
    'INVALID_ARGUMENT',
    'input.engine',
    'an engine that has the network',
    `${choice} (${lack})`,
  );
}

/** One that the images are large enough for, and small enough to be trained. */
function checkedNetwork(network: Network, { recipe }: TrainModelInput): Network {
  byKind(
    network,
    () => undefined,
    (wholeImage) => checkImageSize(wholeImage, 'input.dataset'),
  );
  const count = parameterCount(network);
  if (count <= trainingLimits.parameters) return network;
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
