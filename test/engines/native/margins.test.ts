import { describe, expect, it } from 'vitest';
import { batchIndices } from '../../../src/data/batches.ts';
import type { TrainingData } from '../../../src/data/trainingData.ts';
import { loadBinding } from '../../../src/engines/native/binding.ts';
import { NativeEngine } from '../../../src/engines/native/nativeEngine.ts';
import { initialParameters } from '../../../src/networks/initialParameters.ts';
import { makeRecipe, type RecipeChoices } from '../../../src/networks/recipe.ts';
import { epochOrder } from '../../../src/training/epochOrder.ts';
import { smallMnist } from '../../training/smallMnist.ts';
import { constantRate, plainAdam } from '../plainAdam.ts';

const cells: RecipeChoices[] = [
  { cell: 'LSTM', units: 20, layers: 2 },
  { cell: 'GRU', units: 20 },
  { cell: 'GRU', units: 20, resetAfter: false },
];
const instructionSets = loadBinding().instructionSets();
const never = new AbortController().signal;

/**
 * Margins are left out of the products because they are 0. A black that is not quite 0 is left in, and
 * is too small to change a sum: both must give the same bits.
 */
const withoutMargins = (data: TrainingData): TrainingData => {
  const levels = data.levels.map((level) => (level === 0 ? 1e-30 : level));
  return { ...data, levels, sha256: `${data.sha256}, black is not quite 0` };
};

async function outcome(instructionSet: string, choices: RecipeChoices, data: TrainingData) {
  const engine = new NativeEngine({ threads: 2, instructionSet });
  const { rows, columns, classes } = data;
  const recipe = makeRecipe(choices);
  const network = { recipe, rows, columns, classes, binarizeThreshold: null };
  const parameters = initialParameters(network, 1);
  const session = await engine.open({ network, data, parameters, optimizer: plainAdam });
  const shuffle = epochOrder(1);
  const indices = batchIndices({ examples: 1000, batchSize: 75, firstStep: 0, steps: 4, shuffle });
  const losses = await session.train(constantRate(indices), never);
  const result = {
    losses,
    parameters: await session.parameters(),
    evaluation: await session.evaluate('TEST', never),
  };
  await session.close();
  await engine.close();
  return result;
}

describe.each(instructionSets)('margins on %s', (instructionSet) => {
  describe.each(cells)('of $cell, reset after: $resetAfter', (choices) => {
    it.each([
      { images: 'binarized', threshold: 0.1 },
      { images: 'grey', threshold: null },
    ])('make no difference to $images images', async ({ threshold }) => {
      const data = await smallMnist(threshold);
      const expected = await outcome(instructionSet, choices, withoutMargins(data));
      expect(await outcome(instructionSet, choices, data)).toEqual(expected);
    });
  });
});
