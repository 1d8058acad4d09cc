import type { Operations } from '../operations.ts';
import type { Cell, CellKind, CellSum, CellSums, LayerWeights } from './cell.ts';
import type { CommonRecipe } from './commonRecipe.ts';
import { inputSumsWithBias, plainSums } from './inputSums.ts';
import { betweenMinusOneAndOne, betweenZeroAndOne } from './ranges.ts';

export interface GruRecipe extends CommonRecipe {
  cell: 'GRU';
  /** Whether r acts on U·h + b (cuDNN, PyTorch) or on h before the product (Cho et al. 2014). */
  resetAfter: boolean;
  /** Starting value of both gates' biases. */
  gateBias: number;
}

/**
 * The equations of the gated recurrent unit (GRU, Cho et al. 2014), with z = 1 holding the old state as
 * in PyTorch and cuDNN. Columns of the kernels: z, r, h̃. The two forms differ in the candidate alone.
 */
export const gru: CellKind<GruRecipe> = {
  description:
    'Gated recurrent unit: gates z, r and a candidate h̃; h = z∘h₋₁ + (1 − z)∘h̃, so z = 1 keeps the old state.',
  choices: {
    resetAfter: { flag: true, why: 'only a GRU has a reset gate' },
    gateBias: { startingBias: 1, why: 'the biases of both gates are a GRU’s' },
  },
  cell: ({ units, resetAfter, gateBias }) => ({
    columnBlocks: [
      { gates: 2, biases: [gateBias, gateBias] },
      { gates: 1, biases: [0] },
    ],
    hasRecurrentBias: resetAfter,
    normalizations: [],
    activations: [
      {
        name: 'updateGate',
        symbol: 'z',
        role: 'gate',
        range: betweenZeroAndOne,
        meaning: 'z, how much of the old hidden state is kept: 1 holds it',
      },
      {
        name: 'resetGate',
        symbol: 'r',
        role: 'gate',
        range: betweenZeroAndOne,
        meaning: 'r, how much of the old hidden state the candidate sees',
      },
      {
        name: 'candidate',
        symbol: 'h̃',
        role: 'candidate',
        range: betweenMinusOneAndOne,
        meaning: 'h̃, what the input and the reset old state propose as the new state',
      },
      {
        name: 'hiddenState',
        symbol: 'h',
        role: 'state',
        range: betweenMinusOneAndOne,
        meaning: 'h = z∘h₋₁ + (1 - z)∘h̃, the memory and the output of the layer',
      },
    ],
    drawingOrder: ['updateGate', 'resetGate', 'candidate', 'hiddenState'],
    equations: [
      'z = σ(W_z·x + U_z·h₋₁ + b_z)',
      'r = σ(W_r·x + U_r·h₋₁ + b_r)',
      resetAfter
        ? 'h̃ = tanh(W_h·x + b_h + r∘(U_h·h₋₁ + b_u))'
        : 'h̃ = tanh(W_h·x + U_h·(r∘h₋₁) + b_h)',
      'h = z∘h₋₁ + (1 − z)∘h̃',
    ],
    initialState: (ops, like) => ({ hiddenState: ops.zeros(like, units) }),
    inputSums: inputSumsWithBias,
    sums: resetAfter ? sumsResettingAfter : sumsResettingBefore,
    step: resetAfter ? stepResettingAfter : stepResettingBefore,
  }),
};

/** h̃ = tanh(W·x + b + r∘(U·h₋₁ + bᵣ)): one product with U serves gates and candidate. */
const stepResettingAfter: Cell['step'] = (ops, weights, inputSums, { hiddenState: hOld }, tap) => {
  const [zIn, rIn, candidateIn] = thirds(ops, inputSums);
  const [zOld, rOld, candidateOld] = thirds(ops, ops.matMul(hOld, weights.recurrentKernel));

  const { updateGate: z, resetGate: r } = tap({
    updateGate: ops.sigmoid(ops.add(zIn, zOld)),
    resetGate: ops.sigmoid(ops.add(rIn, rOld)),
  });
  const reset = resetProduct(ops, weights, r, candidateOld);
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

const plain = plainSums({ updateGate: '_z', resetGate: '_r', candidate: '_h' });
const [ofUpdateGate, ofResetGate, ofCandidate] = plain.of as [CellSum, CellSum, CellSum];

const sumsResettingAfter: CellSums = {
  ...plain,
  of: [
    ofUpdateGate,
    ofResetGate,
    { ...ofCandidate, fromMemory: 'r∘(U_h·h₋₁ + b_u)', takes: ['resetGate'] },
  ],
  fromMemory(ops, weights, hOld, activation) {
    const [z, r, candidateOld] = thirds(ops, ops.matMul(hOld, weights.recurrentKernel));
    return [z, r, resetProduct(ops, weights, activation('resetGate'), candidateOld)];
  },
};

const sumsResettingBefore: CellSums = {
  ...plain,
  of: [
    ofUpdateGate,
    ofResetGate,
    { ...ofCandidate, fromMemory: 'U_h·(r∘h₋₁)', takes: ['resetGate'] },
  ],
  fromMemory(ops, { recurrentKernel }, hOld, activation) {
    const kernels = thirds(ops, recurrentKernel);
    const reset = ops.multiply(activation('resetGate'), hOld);
    return [hOld, hOld, reset].map((read, n) => ops.matMul(read, kernels[n] as typeof read));
  },
};

/** r∘(U·h₋₁ + bᵣ), from the product U·h₋₁. */
function resetProduct<T>(ops: Operations<T>, weights: LayerWeights<T>, r: T, product: T): T {
  return ops.multiply(r, ops.add(product, required(weights.recurrentBias)));
}

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
