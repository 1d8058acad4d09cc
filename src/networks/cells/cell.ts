import type { ActivationDescription } from '../activations.ts';
import type { LayerNormalizations, Normalization, Normalize } from '../batchNormalization.ts';
import type { Operations, Tap } from '../operations.ts';
import type { RecurrentRecipe } from '../recipe.ts';
import { batchNormalizedLstmCell } from './batchNormalizedLstm.ts';
import { gruCell } from './gru.ts';
import { lstmCell } from './lstm.ts';
import { rnnCell } from './rnn.ts';

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
  normalizations: LayerNormalizations<T>;
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
  /** What it normalizes over the batch; nothing, for most. */
  normalizations: readonly Normalization[];
  activations: readonly CellActivation[];
  /**
   * What a step makes of its input alone, [batch, inputs] → [batch, gates · units]. It does not depend
   * on the state, so it can be taken for all steps in one product.
   */
  inputSums<T>(ops: Operations<T>, weights: LayerWeights<T>, input: T): T;
  /** One step, from its input sums. Every activation passes through `tap` once. */
  step<T>(
    ops: Operations<T>,
    weights: LayerWeights<T>,
    inputSums: T,
    previous: CellState<T>,
    tap: Tap<T>,
    normalize: Normalize<T>,
  ): CellState<T>;
  /** The state before the first step, with as many rows as `like`. */
  initialState<T>(ops: Operations<T>, like: T): CellState<T>;
}

/** An activation of a cell, named within its layer. */
export type CellActivation = Pick<ActivationDescription, 'name' | 'range' | 'meaning'>;

/** The one place where a recipe's cell is chosen. */
export function cellOf(recipe: RecurrentRecipe): Cell {
  switch (recipe.cell) {
    case 'LSTM':
      return recipe.batchNormalization ? batchNormalizedLstmCell(recipe) : lstmCell(recipe);
    case 'GRU':
      return gruCell(recipe);
    case 'RNN':
      return rnnCell(recipe);
  }
}

export function gateCount(cell: Cell): number {
  return cell.columnBlocks.reduce((sum, block) => sum + block.gates, 0);
}
