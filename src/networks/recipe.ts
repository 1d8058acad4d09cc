import { GatescopeError, invalidArgument } from '../errors.ts';
import type { CellChoice } from './cells/cell.ts';
import { cellKinds, cellNames, type CellName, type RecurrentRecipe } from './cells/cellOf.ts';
import type { HeadName, Initialization } from './cells/commonRecipe.ts';
import type { Task } from './tasks/task.ts';

export type { CellName, HeadName, Initialization, RecurrentRecipe };

/** Sees the whole image at once; without any layer of these it is a linear classifier. */
export interface WholeImageRecipe {
  /** Channels of each 3 × 3 convolution, each followed by ReLU and 2 × 2 max pooling. */
  convolutions: readonly number[];
  /** Units of each dense ReLU layer between those and the logits. */
  dense: readonly number[];
}

/** The choices that make a network, but for the shape of the data it reads. Plain JSON. */
export type Recipe = RecurrentRecipe | WholeImageRecipe;

/** A recipe fitted to a data set: together they determine every parameter's shape. Plain JSON. */
export interface Network<R extends Recipe = Recipe> {
  recipe: R;
  /** Height of the images it is trained on. Only a recurrent network can read others. */
  rows: number;
  /** Width of the images, in pixels. */
  columns: number;
  /** Classes that the labels tell apart. */
  classes: number;
  /** A pixel above this is read as 1, any other as 0; null reads grey values in 0 to 1. */
  binarizeThreshold: number | null;
  /** What it is for and how it reads; left out where it classifies and reads rows (tasks/taskOf.ts). */
  task?: Task;
}

export type RecurrentNetwork = Network<RecurrentRecipe>;

export type WholeImageNetwork = Network<WholeImageRecipe>;

export function isRecurrent(network: Network): network is RecurrentNetwork {
  return byKind(
    network,
    () => true,
    () => false,
  );
}

/** What the one function makes of a recurrent network, or the other of one of the whole image. */
export function byKind<T>(
  network: Network,
  recurrent: (network: RecurrentNetwork) => T,
  wholeImage: (network: WholeImageNetwork) => T,
): T {
  return byRecipeKind(
    network.recipe,
    () => recurrent(network as RecurrentNetwork),
    () => wholeImage(network as WholeImageNetwork),
  );
}

/**
 * The same for a recipe alone. With a third kind of recipe it does not compile.
 *
 * @throws GatescopeError INTERNAL for a kind that this version does not know
 */
export function byRecipeKind<T>(
  recipe: Recipe,
  recurrent: (recipe: RecurrentRecipe) => T,
  wholeImage: (recipe: WholeImageRecipe) => T,
): T {
  if ('cell' in recipe) return recurrent(recipe);
  if ('convolutions' in recipe) return wholeImage(recipe);
  return unknownKind(recipe);
}

function unknownKind(recipe: never): never {
  const got = Object.keys(recipe).join(', ');
  throw new GatescopeError('INTERNAL', `recipe: expected a kind that is known, got one of ${got}`);
}

export const recipeLimits = { units: 1024, layers: 4, bias: 10 } as const;

/** What a recurrent recipe may be made from: the cell and units must be given, the rest has defaults. */
export interface RecipeChoices {
  cell: CellName;
  units: number;
  layers?: number | null | undefined;
  resetAfter?: boolean | null | undefined;
  forgetBias?: number | null | undefined;
  gateBias?: number | null | undefined;
  batchNormalization?: boolean | null | undefined;
  inputProjection?: boolean | null | undefined;
  head?: HeadName | null | undefined;
  initialization?: Initialization | null | undefined;
}

/**
 * Checks the choices and fills in the defaults: one layer, forget bias 1, gate bias 1, reset after,
 * no batch normalization, no input projection, the RESULTS head, GLOROT.
 *
 * @param argument where the choices came from, to name it in errors, such as `input.recipe`
 * @throws GatescopeError the first of `recipeErrors`
 */
export function makeRecipe(choices: RecipeChoices, argument = 'recipe'): RecurrentRecipe {
  const [first] = recipeErrors(choices, argument);
  if (first !== undefined) throw first;
  const common = {
    units: choices.units,
    layers: choices.layers ?? 1,
    inputProjection: choices.inputProjection ?? false,
    head: choices.head ?? 'RESULTS',
    initialization: choices.initialization ?? 'GLOROT',
  };
  const own = Object.entries<CellChoice>(cellKinds[choices.cell].choices).map(([name, choice]) => [
    name,
    choices[name as keyof RecipeChoices] ?? defaultOf(choice, common.initialization),
  ]);
  return { cell: choices.cell, ...common, ...Object.fromEntries(own) } as RecurrentRecipe;
}

function defaultOf(choice: CellChoice, initialization: Initialization): boolean | number {
  if ('flag' in choice) return choice.flag;
  return initialization === 'ZERO_CELL' ? 0 : choice.startingBias;
}

/** What only recipes of some cells choose. */
const cellChoices = new Map(
  cellNames.flatMap((cell) => Object.entries<CellChoice>(cellKinds[cell].choices)),
);

/** An INVALID_ARGUMENT for each choice that is out of range, or of another cell. */
export function recipeErrors(choices: RecipeChoices, argument: string): GatescopeError[] {
  const errors: GatescopeError[] = [];
  const hear = (name: keyof RecipeChoices, expected: string | null) => {
    if (expected === null) return;
    errors.push(invalidArgument(`${argument}.${name}`, expected, choices[name]));
  };
  hear('units', wholeNumberFault(choices.units, recipeLimits.units));
  hear('layers', wholeNumberFault(choices.layers ?? 1, recipeLimits.layers));
  for (const [name, { why }] of cellChoices) {
    hear(name as keyof RecipeChoices, cellChoiceFault(choices, name as keyof RecipeChoices, why));
  }
  return errors;
}

/** What was expected instead; null where there is no fault. */
function wholeNumberFault(value: number, most: number): string | null {
  const isSound = Number.isInteger(value) && value >= 1 && value <= most;
  return isSound ? null : `a whole number from 1 to ${most}`;
}

/** The same of a choice that not every cell has; `why` tells the others why not. */
function cellChoiceFault(
  choices: RecipeChoices,
  name: keyof RecipeChoices,
  why: string,
): string | null {
  const value = choices[name] ?? null;
  if (value === null) return null;
  if (!Object.hasOwn(cellKinds[choices.cell].choices, name)) return `nothing (${why})`;
  if (typeof value !== 'number') return null;
  if (choices.initialization === 'ZERO_CELL') return 'nothing (with ZERO_CELL biases start at 0)';
  const most = recipeLimits.bias;
  return Math.abs(value) <= most ? null : `a number from -${most} to ${most}`;
}
