import { expect, test } from 'vitest';
import { makeRecipe, type Recipe } from '../../src/networks/recipe.ts';
import { workingValues } from '../../src/networks/workingValues.ts';

const lstm = { cell: 'LSTM', units: 32, layers: 3 } as const;

test.each<[string, Recipe, number]>([
  ['hidden states of all steps and layers', makeRecipe(lstm), 28 * 3 * 32],
  [
    'four times as many with batch normalization',
    makeRecipe({ ...lstm, batchNormalization: true }),
    4 * 28 * 3 * 32,
  ],
  ['the pixels', { convolutions: [], dense: [] }, 784],
  [
    'pixels, convolutions and dense layers',
    { convolutions: [8, 16], dense: [32] },
    784 + 784 * 8 + 196 * 16 + 32,
  ],
])('a training step holds %s', (_what, recipe, expected) => {
  const network = { recipe, rows: 28, columns: 28, classes: 10, binarizeThreshold: 0.1 };
  expect(workingValues(network)).toBe(expected);
});
