import { describe, expect, it } from 'vitest';
import { findArchitecture } from '../../src/zoo/architectures.ts';
import { equationsOf } from '../../src/zoo/equationLines.ts';

const equations = (slug: string) => equationsOf(findArchitecture(slug)!);

describe('equationsOf', () => {
  it('writes an LSTM with its head', () => {
    expect(equations('lstm-32')).toEqual([
      'i = σ(W_i·x + U_i·h₋₁ + b_i)',
      'f = σ(W_f·x + U_f·h₋₁ + b_f)',
      'c̃ = tanh(W_c·x + U_c·h₋₁ + b_c)',
      'o = σ(W_o·x + U_o·h₋₁ + b_o)',
      'c = f∘c₋₁ + i∘c̃',
      'h = o∘tanh(c)',
      'a₁ = ReLU(D₁·h + d₁)',
      'a₂ = ReLU(D₂·a₁ + d₂)',
      'p = softmax(D₃·a₂ + d₃)',
    ]);
  });

  it('tells the two GRUs apart', () => {
    expect(equations('gru-64')).toContain('h̃ = tanh(W_h·x + b_h + r∘(U_h·h₋₁ + b_u))');
    expect(equations('gru-64-reset-before')).toContain('h̃ = tanh(W_h·x + U_h·(r∘h₋₁) + b_h)');
  });

  it('writes the assignment’s own network', () => {
    const [first, ...others] = equations('lstm-128-assignment-head');
    expect(first).toBe('x ← W_p·x + b_p');
    expect(others.slice(-2)).toEqual(['a₁ = ReLU(D₁·ReLU(h) + d₁)', 'p = softmax(D₂·a₁ + d₂)']);
  });

  it('normalizes the two sums apart and the cell state', () => {
    expect(equations('lstm-128-batch-norm')).toEqual(
      expect.arrayContaining([
        'i = σ(BN(W_i·x; γ_x) + BN(U_i·h₋₁; γ_h) + b_i)',
        'h = o∘tanh(BN(c; γ_c, β_c))',
      ]),
    );
  });

  it('writes models that see the whole image', () => {
    expect(equations('linear')).toEqual(['p = softmax(D₁·x₀ + d₁)']);
    expect(equations('cnn')).toEqual([
      'x₁ = maxpool(ReLU(K₁ ∗ x₀ + k₁))',
      'x₂ = maxpool(ReLU(K₂ ∗ x₁ + k₂))',
      'a₁ = ReLU(D₁·x₂ + d₁)',
      'p = softmax(D₂·a₁ + d₂)',
    ]);
  });
});
