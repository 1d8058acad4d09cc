import type { ActivationDescription } from '../activations.ts';
import type { LayerNormalizations, Normalization, Normalize } from '../batchNormalization.ts';
import type { Operations, Tap } from '../operations.ts';
import type { CommonRecipe } from './commonRecipe.ts';

/** A kind of recurrent cell: what there is to say of it before a recipe has chosen its form. */
export interface CellKind<R extends CommonRecipe> {
  /** What it is, in a sentence with its equations, for the API. */
  description: string;
  /** The choices that only recipes of this cell have. */
  choices: { readonly [Choice in Exclude<keyof R, keyof CommonRecipe | 'cell'>]: CellChoice };
  /** The cell of a recipe. */
  cell(recipe: R): Cell;
}

/** A choice that recipes of one cell have, with its default; `why` tells recipes of others why not. */
export type CellChoice = { why: string } & ({ flag: boolean } | { startingBias: number });

/** A recurrent cell in one form: its parameters, its activations and its equations. */
export interface Cell {
  /** Blocks of columns from left to right; their gates add up to the cell's gates. */
  columnBlocks: readonly ColumnBlock[];
  hasRecurrentBias: boolean;
  /** What it normalizes over the batch; nothing, for most. */
  normalizations: readonly Normalization[];
  /** In the order of computing. */
  activations: readonly CellActivation[];
  /** The names of the activations from the gates to the states, as the equations are read aloud. */
  drawingOrder: readonly string[];
  /**
   * A line for each equation, in the order of computing. x is what the layer reads, h₋₁ and c₋₁ are of
   * the step before, · is a matrix product and ∘ acts unit by unit.
   */
  equations: readonly string[];
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
  /** What its gates and candidates are a function of; for those who look inside. */
  sums: CellSums;
  /** The state before the first step, with as many rows as `like`. */
  initialState<T>(ops: Operations<T>, like: T): CellState<T>;
}

/** The sums before the activation functions, each in two parts, which add up to it. */
export interface CellSums {
  /** In the order of the kernels' columns. */
  of: readonly CellSum[];
  /** The parts that come from what the layer reads: one [batch, units] for each sum. */
  fromInput<T>(
    ops: Operations<T>,
    weights: LayerWeights<T>,
    inputSums: T,
    normalize: Normalize<T>,
  ): T[];
  /**
   * The parts that come from the state before.
   *
   * @param activation gives an activation of the same step, as it was used
   */
  fromMemory<T>(
    ops: Operations<T>,
    weights: LayerWeights<T>,
    previous: T,
    activation: (name: string) => T,
    normalize: Normalize<T>,
  ): T[];
}

/** One of them, with the equations of its parts. */
export interface CellSum {
  /** The activation that is a function of it. */
  name: string;
  fromInput: string;
  fromMemory: string;
  /** Activations of the same step that the memory's part takes. */
  takes?: readonly string[];
}

/** An activation of a cell, named within its layer. */
export interface CellActivation extends Pick<ActivationDescription, 'name' | 'range' | 'meaning'> {
  /** Its letter in the equations. */
  symbol: string;
  /** A gate is from 0 to 1 and lets something through. */
  role: 'gate' | 'candidate' | 'state';
}

/** A block of kernel columns that is initialised as one matrix over [input, state]. */
export interface ColumnBlock {
  gates: number;
  /** Starting value of the bias of each of these gates. */
  biases: readonly number[];
}

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

export function gateCount(cell: Cell): number {
  return cell.columnBlocks.reduce((sum, block) => sum + block.gates, 0);
}
