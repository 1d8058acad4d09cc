import type { Dataset } from '../../data/dataset.ts';
import { invalidArgument, misfit, shown, type GatescopeError } from '../../errors.ts';
import { parameterCount } from '../../networks/parameters.ts';
import { makeRecipe, type Recipe } from '../../networks/recipe.ts';
import {
  checkTrainingOptions,
  defaultTrainingOptions,
  totalSteps,
  trainingLimits,
  type TrainingOptions,
} from '../../networks/trainingOptions.ts';
import type { TrainModelInput } from '../../schema/runs/trainModel.ts';
import type { NewRun } from '../../store/records.ts';
import { slugForm } from '../../store/slug.ts';
import type { Store } from '../../store/store.ts';
import { architectureOf, architectures, findArchitecture } from '../../zoo/architectures.ts';
import type { Mistakes } from './mistakes.ts';
import type { Services } from '../services.ts';

const DEFAULT_DATASET = 'mnist';
/** Hidden values of a batch over all steps and layers: what a training step must hold in memory. */
const MOST_HIDDEN_VALUES = 2 ** 26;
const MOST_STEPS = 2 ** 31 - 1;

/** The run that is asked for; null where `mistakes` has heard of one. */
export async function checkTrainingRequest(
  input: TrainModelInput,
  { catalog, store: { models } }: Services,
  mistakes: Mistakes,
): Promise<NewRun | null> {
  const recipe = await mistakes.try(() => chosenRecipe(input));
  const options = await mistakes.try(() => chosenOptions(input));
  const name = await mistakes.try(() => checkedName(input.name, models));
  const dataset = await mistakes.try(() =>
    catalog.load(input.dataset ?? DEFAULT_DATASET, 'input.dataset'),
  );
  if (recipe === null || options === null || dataset === null) return null;
  await mistakes.try(() => checkParameters(recipe, dataset));
  await mistakes.try(() => checkSteps(recipe, options, dataset));
  if (mistakes.userErrors.length > 0) return null;
  const { columns, classes, sha256, splits } = dataset;
  return {
    name,
    architecture: architectureOf(recipe).slug,
    network: { recipe, columns, classes },
    options,
    dataset: { name: dataset.name, sha256 },
    engineChoice: input.engine ?? 'AUTO',
    totalSteps: totalSteps(options, splits.TRAIN.examples),
  };
}

function chosenRecipe({ architecture, recipe }: TrainModelInput): Recipe {
  if (architecture && recipe) {
    const expected = 'nothing beside input.architecture';
    throw misfit('INVALID_ARGUMENT', 'input.recipe', expected, 'both');
  }
  if (recipe) return makeRecipe(recipe, 'input.recipe');
  if (!architecture) {
    const expected = 'an architecture, or input.recipe instead';
    throw misfit('INVALID_ARGUMENT', 'input.architecture', expected, 'neither');
  }
  const found = findArchitecture(architecture);
  if (found !== null) return found.recipe;
  const expected = `one of ${architectures.map(({ slug }) => slug).join(', ')}`;
  throw misfit('ARCHITECTURE_NOT_FOUND', 'input.architecture', expected, shown(architecture));
}

function chosenOptions(input: TrainModelInput): TrainingOptions {
  const defaults = defaultTrainingOptions;
  const options = {
    seed: input.seed ?? defaults.seed,
    epochs: input.epochs ?? defaults.epochs,
    batchSize: input.batchSize ?? defaults.batchSize,
    learningRate: input.learningRate ?? defaults.learningRate,
    evaluationInterval: input.evaluationInterval ?? defaults.evaluationInterval,
  };
  return checkTrainingOptions(options, 'input');
}

async function checkedName(
  name: string | null | undefined,
  models: Store['models'],
): Promise<string | null> {
  if (name === null || name === undefined) return null;
  if (!slugForm.test(name)) {
    const expected = '1 to 64 of the characters a-z, 0-9 and -, the first not a -';
    throw invalidArgument('input.name', expected, name);
  }
  if (await models.slugTaken(name)) throw nameTaken(name);
  return name;
}

export function nameTaken(name: string | null): GatescopeError {
  return misfit('NAME_TAKEN', 'input.name', 'a name that no model or run has', shown(name));
}

function checkParameters(recipe: Recipe, { columns, classes }: Dataset): void {
  const count = parameterCount({ recipe, columns, classes });
  if (count <= trainingLimits.parameters) return;
  const expected = `a network of at most ${trainingLimits.parameters} parameters`;
  throw misfit('INVALID_ARGUMENT', 'input.recipe', expected, `${count}`);
}

/** A step that no worker's memory can hold would take one worker after the other with it. */
function checkSteps(recipe: Recipe, options: TrainingOptions, dataset: Dataset): void {
  const perExample = dataset.rows * recipe.layers * recipe.units;
  const most = Math.floor(MOST_HIDDEN_VALUES / perExample);
  if (options.batchSize > most) {
    const expected = `at most ${most}, as this network on these images takes ${perExample} hidden values an example`;
    throw invalidArgument('input.batchSize', expected, options.batchSize);
  }
  const steps = totalSteps(options, dataset.splits.TRAIN.examples);
  if (steps > MOST_STEPS) {
    const expected = `at most ${MOST_STEPS} steps in all`;
    throw misfit('INVALID_ARGUMENT', 'input.epochs', expected, `${steps}`);
  }
}
