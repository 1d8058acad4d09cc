import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { initialParameters } from '../../src/networks/initialParameters.ts';
import { tensorsFromParameters } from '../../src/networks/namedParameters.ts';
import { parameterCount } from '../../src/networks/parameters.ts';
import { makeRecipe, type Network, type RecipeChoices } from '../../src/networks/recipe.ts';

function mnistNetwork(choices: RecipeChoices): Network {
  return {
    recipe: makeRecipe(choices),
    rows: 28,
    columns: 28,
    classes: 10,
    binarizeThreshold: 0.1,
  };
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

  it('draws the vanilla cell within one limit over input and state', () => {
    const kernel = tensorsOf(mnistNetwork({ cell: 'RNN', units: 64 })).get('layers.0.kernel')!;
    const limit = Math.sqrt(6 / (28 + 2 * 64));
    expect(largest(kernel, 64, 0, 64)).toBeLessThanOrEqual(limit);
    expect(largest(kernel, 64, 0, 64)).toBeGreaterThan(0.99 * limit);
  });

  it('counts every place of a convolution’s window', () => {
    const recipe = { convolutions: [8, 16], dense: [32] };
    const shape = { rows: 28, columns: 28, classes: 10, binarizeThreshold: null };
    const tensors = tensorsOf({ recipe, ...shape });
    const limit = Math.sqrt(6 / (9 * 8 + 9 * 16));
    const kernel = tensors.get('convolutions.1.kernel')!;
    expect(largest(kernel, 16, 0, 16)).toBeLessThanOrEqual(limit);
    expect(largest(kernel, 16, 0, 16)).toBeGreaterThan(0.99 * limit);
    expect([...new Set(tensors.get('convolutions.1.bias'))]).toEqual([0]);
    const dense = Math.sqrt(6 / (7 * 7 * 16 + 32));
    expect(largest(tensors.get('head.0.kernel')!, 32, 0, 32)).toBeLessThanOrEqual(dense);
  });

  it('starts a ZERO_CELL at 0 and draws the biases of its head within √(3 / n)', () => {
    const tensors = tensorsOf(
      mnistNetwork({ cell: 'LSTM', units: 32, initialization: 'ZERO_CELL' }),
    );
    for (const [name, values] of tensors) {
      if (name.startsWith('layers.')) expect([...new Set(values)], name).toEqual([0]);
    }
    for (const [name, n] of [
      ['head.0.bias', 64],
      ['head.1.bias', 64],
      ['head.2.bias', 10],
    ] as const) {
      const most = largest(tensors.get(name)!, n, 0, n);
      expect(most, name).toBeLessThanOrEqual(Math.sqrt(3 / n));
      expect(most, name).toBeGreaterThan(0.7 * Math.sqrt(3 / n));
    }
    const glorot = tensorsOf(mnistNetwork({ cell: 'LSTM', units: 32 }));
    expect(tensors.get('head.0.kernel')).toEqual(glorot.get('head.0.kernel'));
  });

  // Weights that were drawn before there were other cells: a run of old must stay reproducible.
  it.each([
    ['LSTM', 32, 1, '7e2125482d90a203'],
    ['LSTM', 64, 1, '2f4003fcf19760da'],
    ['LSTM', 128, 1, 'c752db1d432e9e69'],
    ['LSTM', 32, 3, '1622e446a9170b84'],
    ['GRU', 32, 1, '3079200894192c1f'],
    ['GRU', 64, 1, 'a51a0d638b5baa1a'],
    ['GRU', 128, 1, 'e85b3379ef15e3dc'],
    ['GRU', 32, 3, '0f1a426f4e0522ab'],
  ] as const)('draws %s with %i units in %i layers as ever', (cell, units, layers, hash) => {
    const values = initialParameters(mnistNetwork({ cell, units, layers }), 1);
    const bytes = new Uint8Array(values.buffer);
    expect(createHash('sha256').update(bytes).digest('hex').slice(0, 16)).toBe(hash);
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
