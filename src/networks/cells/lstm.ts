import type { LstmRecipe } from '../recipe.ts';
import type { Cell } from './cell.ts';
import { betweenMinusOneAndOne, betweenZeroAndOne } from './ranges.ts';

/**
 * Long short-term memory with a forget gate and no peepholes (Hochreiter & Schmidhuber 1997; Gers,
 * Schmidhuber & Cummins 2000). Columns of the kernels: i, f, c̃, o.
 */
export function lstmCell(recipe: LstmRecipe): Cell {
  return {
    columnBlocks: [{ gates: 4, biases: [0, recipe.forgetBias, 0, 0] }],
    hasRecurrentBias: false,
    activations: [
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
      {
        name: 'hiddenState',
        range: betweenMinusOneAndOne,
        meaning: 'h = o∘tanh(c), the output of the layer',
      },
    ],

    initialState: (ops, like) => ({
      hiddenState: ops.zeros(like, recipe.units),
      cellState: ops.zeros(like, recipe.units),
    }),

    step(ops, { recurrentKernel }, inputSums, previous, tap) {
      const hOld = previous.hiddenState;
      const cOld = previous.cellState ?? ops.zeros(inputSums, recipe.units);
      const sums = ops.add(inputSums, ops.matMul(hOld, recurrentKernel));
      const [iSum, fSum, candidateSum, oSum] = ops.split(sums, 4) as Four<typeof sums>;

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
      const { hiddenState: h } = tap({ hiddenState: ops.multiply(o, ops.tanh(c)) });
      return { hiddenState: h, cellState: c };
    },
  };
}

type Four<T> = [T, T, T, T];
