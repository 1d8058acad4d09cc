import type { ActivationDescription } from '../activations.ts';
import type { Operations, Tap } from '../operations.ts';
import type { Recipe } from '../recipe.ts';
import { gruCell } from './gru.ts';
import { lstmCell } from './lstm.ts';

/** The parameters of one recurrent layer; columns are grouped by gate, in the cell's order. */
export interface LayerWeights<T> {
  /** [inputs, gates · units] */
  kernel: T;
  /** [units, gates · units] */
  recurrentKernel: T;
  /** [gates · units] */
  bias: T;
  /** [units], only where the reset gate acts after the product: the candidate's second bias. */
  recurrentBias?: T | undefined;
}

/** What a cell hands from one step to the next, each [batch, units]. */
export interface CellState<T> {
  hiddenState: T;
  cellState?: T | undefined;
}

/** A block of kernel columns that is initialised as one matrix over [input, state]. */
export interface ColumnBlock {
  gates: number;
  /** Starting value of the bias of each of these gates. */
  biases: readonly number[];
}

/** A recurrent cell: its parameters, its activations and its equations. */
export interface Cell {
  /** Blocks of columns from left to right; their gates add up to the cell's gates. */
  columnBlocks: readonly ColumnBlock[];
  hasRecurrentBias: boolean;
  activations: readonly CellActivation[];
  /**
   * One step. `inputSums` is W·x + b, [batch, gates · units]: it does not depend on the state, so it
   * can be taken for all steps in one product. Every activation passes through `tap` once.
   */
  step<T>(
    ops: Operations<T>,
    weights: LayerWeights<T>,
    inputSums: T,
    previous: CellState<T>,
    tap: Tap<T>,
  ): CellState<T>;
  /** The state before the first step, with as many rows as `like`. */
  initialState<T>(ops: Operations<T>, like: T): CellState<T>;
}

/** An activation of a cell, named within its layer. */
export type CellActivation = Pick<ActivationDescription, 'name' | 'range' | 'meaning'>;

/** The one place where a recipe's cell is chosen. */
export function cellOf(recipe: Recipe): Cell {
  return recipe.cell === 'LSTM' ? lstmCell(recipe) : gruCell(recipe);
}

export function gateCount(cell: Cell): number {
  return cell.columnBlocks.reduce((sum, block) => sum + block.gates, 0);
}
