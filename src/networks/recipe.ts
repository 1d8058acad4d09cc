import { invalidArgument } from '../errors.ts';

/** The recurrent cells; the names are also the values of the GraphQL enum. */
export const cellNames = ['LSTM', 'GRU'] as const;
export type CellName = (typeof cellNames)[number];

/**
 * What reads the last step's output h [units]:
 * - `RESULTS`: dense 64 ReLU, dense 64 ReLU, dense classes; made the homework's table of results.
 * - `ASSIGNMENT`: ReLU, dense 64 ReLU, dense classes; the one in the assignment's own text.
 */
export const headNames = ['RESULTS', 'ASSIGNMENT'] as const;
export type HeadName = (typeof headNames)[number];

interface CommonRecipe {
  /** Units of each recurrent layer, 1 to 1024. */
  units: number;
  /** Recurrent layers, 1 to 4; each reads the hidden states of the one below. */
  layers: number;
  /** An affine map of each input row to the unit count before the first layer. */
  inputProjection: boolean;
  head: HeadName;
}

export interface LstmRecipe extends CommonRecipe {
  cell: 'LSTM';
  /** Starting value of the forget gate's bias (Jozefowicz et al. 2015 advise 1). */
  forgetBias: number;
}

export interface GruRecipe extends CommonRecipe {
  cell: 'GRU';
  /** Whether r acts on U·h + b (cuDNN, PyTorch) or on h before the product (Cho et al. 2014). */
  resetAfter: boolean;
  /** Starting value of both gates' biases. */
  gateBias: number;
}

/** The choices that make a network, but for the shape of the data it reads. Plain JSON. */
export type Recipe = LstmRecipe | GruRecipe;

/** A recipe fitted to a data set: together they determine every parameter's shape. Plain JSON. */
export interface Network {
  recipe: Recipe;
  /** Width of an input row, in pixels. */
  columns: number;
  /** Classes told apart, so the length of the logits. */
  classes: number;
}

export const recipeLimits = { units: 1024, layers: 4, bias: 10 } as const;

/** What a recipe may be made from: the cell and units must be given, the rest has defaults. */
export interface RecipeChoices {
  cell: CellName;
  units: number;
  layers?: number | null | undefined;
  resetAfter?: boolean | null | undefined;
  forgetBias?: number | null | undefined;
  gateBias?: number | null | undefined;
  inputProjection?: boolean | null | undefined;
  head?: HeadName | null | undefined;
}

/**
 * Checks the choices and fills in the defaults: one layer, forget bias 1, gate bias 1, reset after,
 * no input projection, the RESULTS head.
 *
 * @param argument where the choices came from, to name it in errors, such as `input.recipe`
 * @throws GatescopeError INVALID_ARGUMENT for a value out of range or of the other cell
 */
export function makeRecipe(choices: RecipeChoices, argument = 'recipe'): Recipe {
  const common = {
    units: wholeNumber(`${argument}.units`, choices.units, recipeLimits.units),
    layers: wholeNumber(`${argument}.layers`, choices.layers ?? 1, recipeLimits.layers),
    inputProjection: choices.inputProjection ?? false,
    head: choices.head ?? 'RESULTS',
  };
  if (choices.cell === 'LSTM') {
    forbid(`${argument}.resetAfter`, choices.resetAfter, 'an LSTM has no reset gate');
    forbid(`${argument}.gateBias`, choices.gateBias, 'an LSTM has forgetBias instead');
    return {
      cell: 'LSTM',
      ...common,
      forgetBias: bias(`${argument}.forgetBias`, choices.forgetBias ?? 1),
    };
  }
  forbid(`${argument}.forgetBias`, choices.forgetBias, 'a GRU has gateBias instead');
  return {
    cell: 'GRU',
    ...common,
    resetAfter: choices.resetAfter ?? true,
    gateBias: bias(`${argument}.gateBias`, choices.gateBias ?? 1),
  };
}

function wholeNumber(argument: string, value: number, most: number): number {
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  throw invalidArgument(argument, `a whole number from 1 to ${most}`, value);
}

function bias(argument: string, value: number): number {
  if (Math.abs(value) <= recipeLimits.bias) return value;
  throw invalidArgument(
    argument,
    `a number from -${recipeLimits.bias} to ${recipeLimits.bias}`,
    value,
  );
}

function forbid(argument: string, value: unknown, reason: string): void {
  if (value !== undefined && value !== null) {
    throw invalidArgument(argument, `nothing (${reason})`, value);
  }
}
