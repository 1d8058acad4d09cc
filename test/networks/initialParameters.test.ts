import { describe, expect, it } from 'vitest';
import { initialParameters } from '../../src/networks/initialParameters.ts';
import { tensorsFromParameters } from '../../src/networks/namedParameters.ts';
import { parameterCount } from '../../src/networks/parameters.ts';
import { makeRecipe, type Network, type RecipeChoices } from '../../src/networks/recipe.ts';

function mnistNetwork(choices: RecipeChoices): Network {
  return { recipe: makeRecipe(choices), columns: 28, classes: 10 };
}

function tensorsOf(network: Network, seed = 1) {
  const tensors = tensorsFromParameters(network, initialParameters(network, seed));
  return new Map(tensors.map(({ name, values }) => [name, values]));
}

/** The largest magnitude among some columns of a matrix with `width` columns. */
function largest(values: Float32Array, width: number, from: number, to: number): number {
  const chosen = values.filter((_, n) => n % width >= from && n % width < to);
  return Math.max(...chosen.map(Math.abs));
}

describe('initialParameters', () => {
  it('draws LSTM-32 within 0.179 and comes close to it', () => {
    const tensors = tensorsOf(mnistNetwork({ cell: 'LSTM', units: 32 }));
    const limit = Math.sqrt(6 / (28 + 32 + 4 * 32));
    expect(limit).toBeCloseTo(0.179, 3);
    for (const name of ['layers.0.kernel', 'layers.0.recurrentKernel']) {
      const most = largest(tensors.get(name)!, 128, 0, 128);
      expect(most).toBeLessThanOrEqual(limit);
      expect(most).toBeGreaterThan(0.99 * limit);
    }
  });

  it('gives a GRU’s gates and candidate limits of their own', () => {
    const tensors = tensorsOf(mnistNetwork({ cell: 'GRU', units: 64 }));
    const kernel = tensors.get('layers.0.recurrentKernel')!;
    const gateLimit = Math.sqrt(6 / (28 + 64 + 2 * 64));
    const candidateLimit = Math.sqrt(6 / (28 + 64 + 64));
    expect(largest(kernel, 192, 0, 128)).toBeLessThanOrEqual(gateLimit);
    expect(largest(kernel, 192, 0, 128)).toBeGreaterThan(0.99 * gateLimit);
    expect(largest(kernel, 192, 128, 192)).toBeLessThanOrEqual(candidateLimit);
    expect(largest(kernel, 192, 128, 192)).toBeGreaterThan(0.99 * candidateLimit);
  });

  it('puts the starting biases on their gates and 0 elsewhere', () => {
    const lstm = tensorsOf(mnistNetwork({ cell: 'LSTM', units: 2, forgetBias: 1.5 }));
    expect([...lstm.get('layers.0.bias')!]).toEqual([0, 0, 1.5, 1.5, 0, 0, 0, 0]);
    const gru = tensorsOf(mnistNetwork({ cell: 'GRU', units: 2, gateBias: -1, layers: 2 }));
    expect([...gru.get('layers.1.bias')!]).toEqual([-1, -1, -1, -1, 0, 0]);
    expect([...gru.get('layers.1.recurrentBias')!]).toEqual([0, 0]);
    expect([...new Set(gru.get('head.1.bias'))]).toEqual([0]);
  });

  it('depends on the seed alone', () => {
    const network = mnistNetwork({ cell: 'GRU', units: 8 });
    expect(initialParameters(network, 1)).toEqual(initialParameters(network, 1));
    expect(initialParameters(network, 1)).not.toEqual(initialParameters(network, 2));
  });
});

describe('parameterCount', () => {
  // By hand: LSTM 4·(28+32+1)·32; reset-after GRU 3·(28+64+1)·64 + 64; and the heads.
  it.each([
    [{ cell: 'LSTM', units: 32 }, 7808 + (32 * 64 + 64) + (64 * 64 + 64) + (64 * 10 + 10)],
    [{ cell: 'GRU', units: 64 }, 17920 + (64 * 64 + 64) + (64 * 64 + 64) + (64 * 10 + 10)],
    [
      { cell: 'LSTM', units: 32, head: 'ASSIGNMENT', inputProjection: true },
      28 * 32 + 32 + 4 * 65 * 32 + (32 * 64 + 64) + (64 * 10 + 10),
    ],
  ] as [RecipeChoices, number][])('of %o is %i', (choices, count) => {
    expect(parameterCount(mnistNetwork(choices))).toBe(count);
  });
});
