import type { Operations } from '../operations.ts';
import type { GruRecipe } from '../recipe.ts';
import type { Cell } from './cell.ts';
import { inputSumsWithBias } from './inputSums.ts';
import { betweenMinusOneAndOne, betweenZeroAndOne } from './ranges.ts';

/**
 * Gated recurrent unit (Cho et al. 2014), with z = 1 holding the old state as in PyTorch and cuDNN.
 * Columns of the kernels: z, r, h̃. The two forms differ in the candidate alone.
 */
export function gruCell(recipe: GruRecipe): Cell {
  return {
    columnBlocks: [
      { gates: 2, biases: [recipe.gateBias, recipe.gateBias] },
      { gates: 1, biases: [0] },
    ],
    hasRecurrentBias: recipe.resetAfter,
    normalizations: [],
    activations: [
      {
        name: 'updateGate',
        range: betweenZeroAndOne,
        meaning: 'z, how much of the old hidden state is kept: 1 holds it',
      },
      {
        name: 'resetGate',
        range: betweenZeroAndOne,
        meaning: 'r, how much of the old hidden state the candidate sees',
      },
      {
        name: 'candidate',
        range: betweenMinusOneAndOne,
        meaning: 'h̃, what the input and the reset old state propose as the new state',
      },
      {
        name: 'hiddenState',
        range: betweenMinusOneAndOne,
        meaning: 'h = z∘h₋₁ + (1 - z)∘h̃, the memory and the output of the layer',
      },
    ],

    initialState: (ops, like) => ({ hiddenState: ops.zeros(like, recipe.units) }),

    inputSums: inputSumsWithBias,
    step: recipe.resetAfter ? stepResettingAfter : stepResettingBefore,
  };
}

/** h̃ = tanh(W·x + b + r∘(U·h₋₁ + bᵣ)): one product with U serves gates and candidate. */
const stepResettingAfter: Cell['step'] = (ops, weights, inputSums, { hiddenState: hOld }, tap) => {
  const [zIn, rIn, candidateIn] = thirds(ops, inputSums);
  const [zOld, rOld, candidateOld] = thirds(ops, ops.matMul(hOld, weights.recurrentKernel));
  const candidateBias = required(weights.recurrentBias);

  const { updateGate: z, resetGate: r } = tap({
    updateGate: ops.sigmoid(ops.add(zIn, zOld)),
    resetGate: ops.sigmoid(ops.add(rIn, rOld)),
  });
  const reset = ops.multiply(r, ops.add(candidateOld, candidateBias));
  const { candidate } = tap({ candidate: ops.tanh(ops.add(candidateIn, reset)) });
  return tap({ hiddenState: between(ops, z, hOld, candidate) });
};

/** h̃ = tanh(W·x + b + U·(r∘h₋₁)), as first published. */
const stepResettingBefore: Cell['step'] = (ops, weights, inputSums, { hiddenState: hOld }, tap) => {
  const [zIn, rIn, candidateIn] = thirds(ops, inputSums);
  const [zKernel, rKernel, candidateKernel] = thirds(ops, weights.recurrentKernel);

  const { updateGate: z, resetGate: r } = tap({
    updateGate: ops.sigmoid(ops.add(zIn, ops.matMul(hOld, zKernel))),
    resetGate: ops.sigmoid(ops.add(rIn, ops.matMul(hOld, rKernel))),
  });
  const reset = ops.matMul(ops.multiply(r, hOld), candidateKernel);
  const { candidate } = tap({ candidate: ops.tanh(ops.add(candidateIn, reset)) });
  return tap({ hiddenState: between(ops, z, hOld, candidate) });
};

/** h = z∘h₋₁ + (1 - z)∘h̃ */
function between<T>(ops: Operations<T>, z: T, hOld: T, candidate: T): T {
  return ops.add(ops.multiply(z, hOld), ops.multiply(ops.oneMinus(z), candidate));
}

function thirds<T>(ops: Operations<T>, columns: T): [T, T, T] {
  return ops.split(columns, 3) as [T, T, T];
}

function required<T>(recurrentBias: T | undefined): T {
  if (recurrentBias === undefined) throw new Error('a reset-after GRU needs its recurrent bias');
  return recurrentBias;
}
