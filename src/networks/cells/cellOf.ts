import { GatescopeError, shown } from '../../errors.ts';
import type { Cell, CellKind } from './cell.ts';
import { gru, type GruRecipe } from './gru.ts';
import { lstm, type LstmRecipe } from './lstm.ts';
import { rnn, type RnnRecipe } from './rnn.ts';

/** The recurrent cells, each with the choices that a recipe of it makes. */
interface CellRecipes {
  LSTM: LstmRecipe;
  GRU: GruRecipe;
  RNN: RnnRecipe;
}

/** The names are also the values of the GraphQL enum. */
export type CellName = keyof CellRecipes;

/** The recipe of a cell of that name. */
export type RecipeOf<Name extends CellName> = CellRecipes[Name];

/** Reads an image step by step. */
export type RecurrentRecipe = CellRecipes[CellName];

/** The one place where a cell is chosen by its name. */
export const cellKinds: { readonly [Name in CellName]: CellKind<RecipeOf<Name>> } = {
  LSTM: lstm,
  GRU: gru,
  RNN: rnn,
};

export const cellNames = Object.keys(cellKinds) as CellName[];

/** @throws GatescopeError INTERNAL for a cell that this version does not know */
export function cellOf(recipe: RecurrentRecipe): Cell {
  if (!Object.hasOwn(cellKinds, recipe.cell)) {
    const expected = `a cell of ${cellNames.join(', ')}`;
    throw new GatescopeError('INTERNAL', `recipe: expected ${expected}, got ${shown(recipe.cell)}`);
  }
  // Which of them it is, is the recipe's own word.
  return (cellKinds[recipe.cell] as CellKind<RecurrentRecipe>).cell(recipe);
}
