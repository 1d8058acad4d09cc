import type { Operations, Tap } from '../operations.ts';
import type { Cell, CellActivation, CellKind, CellState, CellSums } from './cell.ts';
import type { CommonRecipe } from './commonRecipe.ts';
import { inputSumsWithBias, plainSums } from './inputSums.ts';
import { betweenMinusOneAndOne, betweenZeroAndOne } from './ranges.ts';

export interface LstmRecipe extends CommonRecipe {
  cell: 'LSTM';
  /** Starting value of the forget gate's bias (Jozefowicz et al. 2015 advise 1). */
  forgetBias: number;
  /** Recurrent batch normalization with statistics of each step (Cooijmans et al., arXiv 1603.09025). */
  batchNormalization: boolean;
}

/**
 * Long short-term memory with a forget gate and no peepholes (Hochreiter & Schmidhuber 1997; Gers,
 * Schmidhuber & Cummins 2000). Columns of the kernels: i, f, c̃, o.
 */
export const lstm: CellKind<LstmRecipe> = {
  description:
    'Long short-term memory: gates i, f, o and a candidate c̃; c = f∘c₋₁ + i∘c̃, h = o∘tanh(c).',
  choices: {
    forgetBias: { startingBias: 1, why: 'only an LSTM has a forget gate' },
    batchNormalization: { flag: false, why: 'only the LSTM has a batch-normalized form' },
  },
  cell: (recipe) => (recipe.batchNormalization ? normalizedLstm(recipe) : plainLstm(recipe)),
};

function plainLstm(recipe: LstmRecipe): Cell {
  return {
    ...commonParts(recipe),
    normalizations: [],
    activations: [...gatesAndCellState, hiddenStateOf('h = o∘tanh(c), the output of the layer')],
    equations: equationsOf((gate) => `W_${gate}·x + U_${gate}·h₋₁ + b_${gate}`, 'c'),
    inputSums: inputSumsWithBias,
    sums: plainSums(sumIndices),
    step(ops, { recurrentKernel }, inputSums, previous, tap) {
      const sums = ops.add(inputSums, ops.matMul(previous.hiddenState, recurrentKernel));
      return lstmStep(ops, sums, previous, tap, (c) => c);
    },
  };
}

/**
 * With recurrent batch normalization (Cooijmans et al., arXiv 1603.09025): W·x and U·h₋₁ are normalized
 * apart, with the bias as their common β, and c before the tanh that is shown.
 */
function normalizedLstm(recipe: LstmRecipe): Cell {
  return {
    ...commonParts(recipe),
    normalizations: [
      { name: 'input', gates: 4, hasBeta: false },
      { name: 'recurrent', gates: 4, hasBeta: false },
      { name: 'cell', gates: 1, hasBeta: true },
    ],
    activations: [
      ...gatesAndCellState,
      hiddenStateOf('h = o∘tanh(BN(c)), the output of the layer, from the normalized cell state'),
    ],
    equations: equationsOf(
      (gate) => `BN(W_${gate}·x; γ_x) + BN(U_${gate}·h₋₁; γ_h) + b_${gate}`,
      'BN(c; γ_c, β_c)',
    ),
    inputSums: (ops, { kernel }, input) => ops.matMul(input, kernel),
    sums: normalizedSums,
    step(ops, { recurrentKernel, bias }, inputSums, previous, tap, normalize) {
      const recurrentSums = ops.matMul(previous.hiddenState, recurrentKernel);
      const sums = ops.add(normalize('input', inputSums), normalize('recurrent', recurrentSums));
      return lstmStep(ops, ops.add(sums, bias), previous, tap, (c) => normalize('cell', c));
    },
  };
}

const sumIndices = { inputGate: '_i', forgetGate: '_f', candidate: '_c', outputGate: '_o' };

/** The bias, which is the β of both normalizations, is counted to the input. */
const normalizedSums: CellSums = {
  of: Object.entries(sumIndices).map(([name, index]) => ({
    name,
    fromInput: `BN(W${index}·x; γ_x) + b${index}`,
    fromMemory: `BN(U${index}·h₋₁; γ_h)`,
  })),
  fromInput: (ops, { bias }, inputSums, normalize) =>
    ops.split(ops.add(normalize('input', inputSums), bias), 4),
  fromMemory: (ops, { recurrentKernel }, previous, _, normalize) =>
    ops.split(normalize('recurrent', ops.matMul(previous, recurrentKernel)), 4),
};

function commonParts({ units, forgetBias }: LstmRecipe) {
  return {
    columnBlocks: [{ gates: 4, biases: [0, forgetBias, 0, 0] }],
    hasRecurrentBias: false,
    drawingOrder: [
      ...['inputGate', 'forgetGate', 'outputGate'],
      ...['candidate', 'cellState', 'hiddenState'],
    ],
    initialState: <T>(ops: Operations<T>, like: T): CellState<T> => ({
      hiddenState: ops.zeros(like, units),
      cellState: ops.zeros(like, units),
    }),
  };
}

const gatesAndCellState: readonly CellActivation[] = [
  {
    name: 'inputGate',
    symbol: 'i',
    role: 'gate',
    range: betweenZeroAndOne,
    meaning: 'i, how much of the candidate is written to the cell',
  },
  {
    name: 'forgetGate',
    symbol: 'f',
    role: 'gate',
    range: betweenZeroAndOne,
    meaning: 'f, how much of the old cell state is kept: 1 keeps all',
  },
  {
    name: 'candidate',
    symbol: 'c̃',
    role: 'candidate',
    range: betweenMinusOneAndOne,
    meaning: 'c̃, what the input and the old hidden state propose to write',
  },
  {
    name: 'outputGate',
    symbol: 'o',
    role: 'gate',
    range: betweenZeroAndOne,
    meaning: 'o, how much of tanh(c) is shown as the hidden state',
  },
  {
    name: 'cellState',
    symbol: 'c',
    role: 'state',
    range: null,
    meaning: 'c = f∘c₋₁ + i∘c̃, the memory',
  },
];

function hiddenStateOf(meaning: string): CellActivation {
  return {
    name: 'hiddenState',
    symbol: 'h',
    role: 'state',
    range: betweenMinusOneAndOne,
    meaning,
  };
}

function equationsOf(sum: (gate: string) => string, shownState: string): string[] {
  return [
    `i = σ(${sum('i')})`,
    `f = σ(${sum('f')})`,
    `c̃ = tanh(${sum('c')})`,
    `o = σ(${sum('o')})`,
    'c = f∘c₋₁ + i∘c̃',
    `h = o∘tanh(${shownState})`,
  ];
}

/**
 * From the sums of the four gates, [batch, 4 · units].
 *
 * @param shown what the output gate lets out is tanh of this
 */
function lstmStep<T>(
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
