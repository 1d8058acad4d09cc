import type { Operations, Tap } from '../operations.ts';
import type { LstmRecipe } from '../recipe.ts';
import type { Cell, CellActivation, CellState } from './cell.ts';
import { inputSumsWithBias } from './inputSums.ts';
import { betweenMinusOneAndOne, betweenZeroAndOne } from './ranges.ts';

/**
 * Long short-term memory with a forget gate and no peepholes (Hochreiter & Schmidhuber 1997; Gers,
 * Schmidhuber & Cummins 2000). Columns of the kernels: i, f, c̃, o.
 */
export function lstmCell(recipe: LstmRecipe): Cell {
  return {
    columnBlocks: [{ gates: 4, biases: [0, recipe.forgetBias, 0, 0] }],
    hasRecurrentBias: false,
    normalizations: [],
    activations: [...gatesAndCellState, hiddenStateOf('h = o∘tanh(c), the output of the layer')],
    initialState: initialLstmState(recipe),
    inputSums: inputSumsWithBias,
    step(ops, { recurrentKernel }, inputSums, previous, tap) {
      const sums = ops.add(inputSums, ops.matMul(previous.hiddenState, recurrentKernel));
      return lstmStep(ops, sums, previous, tap, (c) => c);
    },
  };
}

export const gatesAndCellState: readonly CellActivation[] = [
  {
    name: 'inputGate',
    range: betweenZeroAndOne,
    meaning: 'i, how much of the candidate is written to the cell',
  },
  {
    name: 'forgetGate',
    range: betweenZeroAndOne,
    meaning: 'f, how much of the old cell state is kept: 1 keeps all',
  },
  {
    name: 'candidate',
    range: betweenMinusOneAndOne,
    meaning: 'c̃, what the input and the old hidden state propose to write',
  },
  {
    name: 'outputGate',
    range: betweenZeroAndOne,
    meaning: 'o, how much of tanh(c) is shown as the hidden state',
  },
  { name: 'cellState', range: null, meaning: 'c = f∘c₋₁ + i∘c̃, the memory' },
];

export function hiddenStateOf(meaning: string): CellActivation {
  return { name: 'hiddenState', range: betweenMinusOneAndOne, meaning };
}

export function initialLstmState({ units }: LstmRecipe): Cell['initialState'] {
  return (ops, like) => ({
    hiddenState: ops.zeros(like, units),
    cellState: ops.zeros(like, units),
  });
}

/**
 * From the sums of the four gates, [batch, 4 · units].
 *
 * @param shown what the output gate lets out is tanh of this
 */
export function lstmStep<T>(
  ops: Operations<T>,
  sums: T,
  { cellState: cOld }: CellState<T>,
  tap: Tap<T>,
  shown: (cellState: T) => T,
): CellState<T> {
  if (cOld === undefined) throw new Error('an LSTM needs its old cell state');
  const [iSum, fSum, candidateSum, oSum] = ops.split(sums, 4) as [T, T, T, T];
  const {
    inputGate: i,
    forgetGate: f,
    candidate,
    outputGate: o,
  } = tap({
    inputGate: ops.sigmoid(iSum),
    forgetGate: ops.sigmoid(fSum),
    candidate: ops.tanh(candidateSum),
    outputGate: ops.sigmoid(oSum),
  });
  const { cellState: c } = tap({
    cellState: ops.add(ops.multiply(f, cOld), ops.multiply(i, candidate)),
  });
  const { hiddenState: h } = tap({ hiddenState: ops.multiply(o, ops.tanh(shown(c))) });
  return { hiddenState: h, cellState: c };
}
