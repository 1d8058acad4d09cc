import type { LstmRecipe } from '../recipe.ts';
import type { Cell } from './cell.ts';
import { gatesAndCellState, hiddenStateOf, initialLstmState, lstmStep } from './lstm.ts';

/**
 * The LSTM with recurrent batch normalization (Cooijmans et al., arXiv 1603.09025): W·x and U·h₋₁ are
 * normalized apart, with the bias as their common β, and c before the tanh that is shown.
 */
export function batchNormalizedLstmCell(recipe: LstmRecipe): Cell {
  return {
    columnBlocks: [{ gates: 4, biases: [0, recipe.forgetBias, 0, 0] }],
    hasRecurrentBias: false,
    normalizations: [
      { name: 'input', gates: 4, hasBeta: false },
      { name: 'recurrent', gates: 4, hasBeta: false },
      { name: 'cell', gates: 1, hasBeta: true },
    ],
    activations: [
      ...gatesAndCellState,
      hiddenStateOf('h = o∘tanh(BN(c)), the output of the layer, from the normalized cell state'),
    ],
    initialState: initialLstmState(recipe),
    inputSums: (ops, { kernel }, input) => ops.matMul(input, kernel),
    step(ops, { recurrentKernel, bias }, inputSums, previous, tap, normalize) {
      const recurrentSums = ops.matMul(previous.hiddenState, recurrentKernel);
      const sums = ops.add(normalize('input', inputSums), normalize('recurrent', recurrentSums));
      return lstmStep(ops, ops.add(sums, bias), previous, tap, (c) => normalize('cell', c));
    },
  };
}
