import { invalidArgument, type GatescopeError } from '../errors.ts';

/** The recurrent cells; the names are also the values of the GraphQL enum. */
export const cellNames = ['LSTM', 'GRU', 'RNN'] as const;
export type CellName = (typeof cellNames)[number];

/**
 * What reads the last step's output h [units]:
 * - `RESULTS`: dense 64 ReLU, dense 64 ReLU, dense classes; made the homework's table of results.
 * - `ASSIGNMENT`: ReLU, dense 64 ReLU, dense classes; the one in the assignment's own text.
 */
export const headNames = ['RESULTS', 'ASSIGNMENT'] as const;
export type HeadName = (typeof headNames)[number];

/**
 * How the weights start:
 * - `GLOROT`: Glorot and Bengio's uniform weights (2010), biases 0 but for the gates'.
 * - `ZERO_CELL`: the homework's bonus cell. All of the recurrent layers starts at 0; the biases of the
 *   head are then drawn too, as ReLU would pass no gradient where everything below it is 0.
 */
export const initializations = ['GLOROT', 'ZERO_CELL'] as const;
export type Initialization = (typeof initializations)[number];

interface CommonRecipe {
  /** Units of each recurrent layer, 1 to 1024. */
  units: number;
  /** Recurrent layers, 1 to 4; each reads the hidden states of the one below. */
  layers: number;
  /** An affine map of each input row to the unit count before the first layer. */
  inputProjection: boolean;
  head: HeadName;
  initialization: Initialization;
}

export interface LstmRecipe extends CommonRecipe {
  cell: 'LSTM';
  /** Starting value of the forget gate's bias (Jozefowicz et al. 2015 advise 1). */
  forgetBias: number;
  /** Recurrent batch normalization with statistics of each step (Cooijmans et al., arXiv 1603.09025). */
  batchNormalization: boolean;
}

export interface GruRecipe extends CommonRecipe {
  cell: 'GRU';
  /** Whether r acts on U·h + b (cuDNN, PyTorch) or on h before the product (Cho et al. 2014). */
  resetAfter: boolean;
  /** Starting value of both gates' biases. */
  gateBias: number;
}

/** The vanilla cell, h = tanh(W·x + U·h₋₁ + b). */
export interface RnnRecipe extends CommonRecipe {
  cell: 'RNN';
}

/** Reads an image row by row. */
export type RecurrentRecipe = LstmRecipe | GruRecipe | RnnRecipe;

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
  /** Width of an input row, in pixels. */
  columns: number;
  /** Classes told apart, so the length of the logits. */
  classes: number;
  /** A pixel above this is read as 1, any other as 0; null reads grey values in 0 to 1. */
  binarizeThreshold: number | null;
}

export type RecurrentNetwork = Network<RecurrentRecipe>;

export type WholeImageNetwork = Network<WholeImageRecipe>;

export function isRecurrent(network: Network): network is RecurrentNetwork {
  return 'cell' in network.recipe;
}

/** What the one function makes of a recurrent network, or the other of one of the whole image. */
export function byKind<T>(
  network: Network,
  recurrent: (network: RecurrentNetwork) => T,
  wholeImage: (network: WholeImageNetwork) => T,
): T {
  return isRecurrent(network) ? recurrent(network) : wholeImage(network as WholeImageNetwork);
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
  const startingBias = common.initialization === 'ZERO_CELL' ? 0 : 1;
  switch (choices.cell) {
    case 'LSTM':
      return {
        cell: 'LSTM',
        ...common,
        forgetBias: choices.forgetBias ?? startingBias,
        batchNormalization: choices.batchNormalization ?? false,
      };
    case 'GRU':
      return {
        cell: 'GRU',
        ...common,
        resetAfter: choices.resetAfter ?? true,
        gateBias: choices.gateBias ?? startingBias,
      };
    case 'RNN':
      return { cell: 'RNN', ...common };
  }
}

/** What belongs to one cell alone. */
const ofOneCell = {
  forgetBias: { cell: 'LSTM', why: 'only an LSTM has a forget gate' },
  batchNormalization: { cell: 'LSTM', why: 'only the LSTM has a batch-normalized form' },
  resetAfter: { cell: 'GRU', why: 'only a GRU has a reset gate' },
  gateBias: { cell: 'GRU', why: 'the biases of both gates are a GRU’s' },
} as const;

/** An INVALID_ARGUMENT for each choice that is out of range, or of another cell. */
export function recipeErrors(choices: RecipeChoices, argument: string): GatescopeError[] {
  const errors: GatescopeError[] = [];
  const hear = (name: keyof RecipeChoices, expected: string | null) => {
    if (expected === null) return;
    errors.push(invalidArgument(`${argument}.${name}`, expected, choices[name]));
  };
  hear('units', wholeNumberFault(choices.units, recipeLimits.units));
  hear('layers', wholeNumberFault(choices.layers ?? 1, recipeLimits.layers));
  for (const name of Object.keys(ofOneCell) as (keyof typeof ofOneCell)[]) {
    hear(name, cellChoiceFault(choices, name));
  }
  return errors;
}

/** What was expected instead; null where there is no fault. */
function wholeNumberFault(value: number, most: number): string | null {
  const isSound = Number.isInteger(value) && value >= 1 && value <= most;
  return isSound ? null : `a whole number from 1 to ${most}`;
}

/** The same of a choice that belongs to one cell. */
function cellChoiceFault(choices: RecipeChoices, name: keyof typeof ofOneCell): string | null {
  const value = choices[name] ?? null;
  if (value === null) return null;
  const { cell, why } = ofOneCell[name];
  if (choices.cell !== cell) return `nothing (${why})`;
  if (typeof value === 'boolean') return null;
  if (choices.initialization === 'ZERO_CELL') return 'nothing (with ZERO_CELL biases start at 0)';
  const most = recipeLimits.bias;
  return Math.abs(value) <= most ? null : `a number from -${most} to ${most}`;
}
