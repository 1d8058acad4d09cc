import type {
  GruRecipe,
  LstmRecipe,
  Recipe,
  RecurrentRecipe,
  WholeImageRecipe,
} from '../networks/recipe.ts';

/**
 * What a recipe computes, a line for each equation, in the order of computing. x is an image row (or
 * the hidden state of the layer below), h₋₁ and c₋₁ are of the step before, · is a matrix product and
 * ∘ acts unit by unit.
 */
export function equationsOf(recipe: Recipe): string[] {
  return 'cell' in recipe ? recurrentEquations(recipe) : wholeImageEquations(recipe);
}

function recurrentEquations(recipe: RecurrentRecipe): string[] {
  const projection = recipe.inputProjection ? ['x ← W_p·x + b_p'] : [];
  return [...projection, ...cellEquations(recipe), ...headEquations(recipe)];
}

function cellEquations(recipe: RecurrentRecipe): string[] {
  switch (recipe.cell) {
    case 'LSTM':
      return lstmEquations(recipe);
    case 'GRU':
      return gruEquations(recipe);
    case 'RNN':
      return ['h = tanh(W·x + U·h₋₁ + b)'];
  }
}

function lstmEquations({ batchNormalization }: LstmRecipe): string[] {
  const sum = (gate: string) =>
    batchNormalization
      ? `BN(W_${gate}·x; γ_x) + BN(U_${gate}·h₋₁; γ_h) + b_${gate}`
      : `W_${gate}·x + U_${gate}·h₋₁ + b_${gate}`;
  return [
    `i = σ(${sum('i')})`,
    `f = σ(${sum('f')})`,
    `c̃ = tanh(${sum('c')})`,
    `o = σ(${sum('o')})`,
    'c = f∘c₋₁ + i∘c̃',
    batchNormalization ? 'h = o∘tanh(BN(c; γ_c, β_c))' : 'h = o∘tanh(c)',
  ];
}

function gruEquations({ resetAfter }: GruRecipe): string[] {
  return [
    'z = σ(W_z·x + U_z·h₋₁ + b_z)',
    'r = σ(W_r·x + U_r·h₋₁ + b_r)',
    resetAfter
      ? 'h̃ = tanh(W_h·x + b_h + r∘(U_h·h₋₁ + b_u))'
      : 'h̃ = tanh(W_h·x + U_h·(r∘h₋₁) + b_h)',
    'h = z∘h₋₁ + (1 − z)∘h̃',
  ];
}

function headEquations({ head }: RecurrentRecipe): string[] {
  return head === 'RESULTS' ? denseEquations('h', 2) : denseEquations('ReLU(h)', 1);
}

function wholeImageEquations({ convolutions, dense }: WholeImageRecipe): string[] {
  const pooled = convolutions.map((_, n) => {
    const [from, to] = [digit(n), digit(n + 1)];
    return `x${to} = maxpool(ReLU(K${to} ∗ x${from} + k${to}))`;
  });
  return [...pooled, ...denseEquations(`x${digit(convolutions.length)}`, dense.length)];
}

/** Dense ReLU layers, so many, and the logits with their softmax. */
function denseEquations(input: string, hiddenLayers: number): string[] {
  const affine = (layer: number) => {
    const below = layer === 0 ? input : `a${digit(layer)}`;
    return `D${digit(layer + 1)}·${below} + d${digit(layer + 1)}`;
  };
  const hidden = Array.from(
    { length: hiddenLayers },
    (_, layer) => `a${digit(layer + 1)} = ReLU(${affine(layer)})`,
  );
  return [...hidden, `p = softmax(${affine(hiddenLayers)})`];
}

/** A number of one digit as a subscript. */
function digit(n: number): string {
  return String.fromCodePoint(0x2080 + n);
}
