import type { RnnRecipe } from '../recipe.ts';
import type { Cell } from './cell.ts';
import { inputSumsWithBias } from './inputSums.ts';
import { betweenMinusOneAndOne } from './ranges.ts';

/** The vanilla recurrent cell (Elman 1990): no gates, and one bias. */
export function rnnCell({ units }: RnnRecipe): Cell {
  return {
    columnBlocks: [{ gates: 1, biases: [0] }],
    hasRecurrentBias: false,
    normalizations: [],
    activations: [
      {
        name: 'hiddenState',
        range: betweenMinusOneAndOne,
        meaning: 'h = tanh(W·x + U·h₋₁ + b), the memory and the output of the layer',
      },
    ],
    initialState: (ops, like) => ({ hiddenState: ops.zeros(like, units) }),
    inputSums: inputSumsWithBias,
    step(ops, { recurrentKernel }, inputSums, previous, tap) {
      const recurrentSums = ops.matMul(previous.hiddenState, recurrentKernel);
      return tap({ hiddenState: ops.tanh(ops.add(inputSums, recurrentSums)) });
    },
  };
}
