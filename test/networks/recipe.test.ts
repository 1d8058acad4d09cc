import { describe, expect, it } from 'vitest';
import { makeRecipe, recipeErrors, type RecipeChoices } from '../../src/networks/recipe.ts';

describe('makeRecipe', () => {
  it('fills in the defaults of each cell', () => {
    expect(makeRecipe({ cell: 'LSTM', units: 32 })).toEqual({
      cell: 'LSTM',
      units: 32,
      layers: 1,
      inputProjection: false,
      head: 'RESULTS',
      initialization: 'GLOROT',
      forgetBias: 1,
      batchNormalization: false,
    });
    expect(makeRecipe({ cell: 'GRU', units: 32 })).toMatchObject({ resetAfter: true, gateBias: 1 });
    const zeroCell = { units: 32, initialization: 'ZERO_CELL' } as const;
    expect(makeRecipe({ cell: 'LSTM', ...zeroCell })).toMatchObject({ forgetBias: 0 });
    expect(makeRecipe({ cell: 'GRU', ...zeroCell })).toMatchObject({ gateBias: 0 });
    expect(Object.keys(makeRecipe({ cell: 'RNN', units: 32 })).sort()).toEqual([
      'cell',
      'head',
      'initialization',
      'inputProjection',
      'layers',
      'units',
    ]);
  });

  it.each([
    [
      { cell: 'LSTM', units: 0 },
      'input.recipe.units: expected a whole number from 1 to 1024, got 0',
    ],
    [
      { cell: 'LSTM', units: 1.5 },
      'input.recipe.units: expected a whole number from 1 to 1024, got 1.5',
    ],
    [
      { cell: 'GRU', units: 8, layers: 5 },
      'input.recipe.layers: expected a whole number from 1 to 4, got 5',
    ],
    [
      { cell: 'LSTM', units: 8, forgetBias: NaN },
      'input.recipe.forgetBias: expected a number from -10 to 10, got NaN',
    ],
    [
      { cell: 'GRU', units: 8, gateBias: 11 },
      'input.recipe.gateBias: expected a number from -10 to 10, got 11',
    ],
    [
      { cell: 'LSTM', units: 8, resetAfter: true },
      'input.recipe.resetAfter: expected nothing (only a GRU has a reset gate), got true',
    ],
    [
      { cell: 'GRU', units: 8, forgetBias: 1 },
      'input.recipe.forgetBias: expected nothing (only an LSTM has a forget gate), got 1',
    ],
    [
      { cell: 'RNN', units: 8, batchNormalization: false },
      'input.recipe.batchNormalization: expected nothing (only the LSTM has a batch-normalized form), got false',
    ],
    [
      { cell: 'LSTM', units: 8, initialization: 'ZERO_CELL', forgetBias: 1 },
      'input.recipe.forgetBias: expected nothing (with ZERO_CELL biases start at 0), got 1',
    ],
  ] as [RecipeChoices, string][])('refuses %o', (choices, message) => {
    expect(() => makeRecipe(choices, 'input.recipe')).toThrow(message);
  });

  it('has an error for each choice at fault, and one only', () => {
    const choices: RecipeChoices = {
      cell: 'GRU',
      units: -1,
      layers: 0,
      forgetBias: 99,
      gateBias: 11,
    };
    const errors = recipeErrors(choices, 'recipe');
    expect(errors.map(({ argument }) => argument)).toEqual([
      ...['recipe.units', 'recipe.layers', 'recipe.forgetBias', 'recipe.gateBias'],
    ]);
    expect(recipeErrors({ cell: 'GRU', units: 1 }, 'recipe')).toEqual([]);
  });
});
