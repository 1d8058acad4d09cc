import type { CellKind } from './cell.ts';
import type { CommonRecipe } from './commonRecipe.ts';
import { inputSumsWithBias, plainSums } from './inputSums.ts';
import { betweenMinusOneAndOne } from './ranges.ts';

export interface RnnRecipe extends CommonRecipe {
  cell: 'RNN';
}

/** The vanilla recurrent cell (Elman 1990): no gates, and one bias. */
export const rnn: CellKind<RnnRecipe> = {
  description: 'The vanilla cell, without gates: h = tanh(W·x + U·h₋₁ + b).',
  choices: {},
  cell: ({ units }) => ({
    columnBlocks: [{ gates: 1, biases: [0] }],
    hasRecurrentBias: false,
    normalizations: [],
    activations: [
      {
        name: 'hiddenState',
        symbol: 'h',
        role: 'state',
        range: betweenMinusOneAndOne,
        meaning: 'h = tanh(W·x + U·h₋₁ + b), the memory and the output of the layer',
      },
    ],
    drawingOrder: ['hiddenState'],
    equations: ['h = tanh(W·x + U·h₋₁ + b)'],
    initialState: (ops, like) => ({ hiddenState: ops.zeros(like, units) }),
    inputSums: inputSumsWithBias,
    sums: plainSums({ hiddenState: '' }),
    step(ops, { recurrentKernel }, inputSums, previous, tap) {
      const recurrentSums = ops.matMul(previous.hiddenState, recurrentKernel);
      return tap({ hiddenState: ops.tanh(ops.add(inputSums, recurrentSums)) });
    },
  }),
};
