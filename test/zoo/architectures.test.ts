import { readdirSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { trainedParameterCount } from '../../src/networks/parameters.ts';
import { makeRecipe, type Recipe } from '../../src/networks/recipe.ts';
import {
  defaultTrainingOptions,
  trainingOptionErrors,
} from '../../src/networks/trainingOptions.ts';
import { slugForm } from '../../src/store/slug.ts';
import {
  architectureForRecipe,
  architectureOf,
  architectures,
  findArchitecture,
} from '../../src/zoo/architectures.ts';
import { template } from '../../src/zoo/architectures/template.ts';

const networkOf = (recipe: Recipe) => ({
  recipe,
  ...{ rows: 28, columns: 28, classes: 10, binarizeThreshold: 0.1 },
});

describe('the registry', () => {
  const folder = new URL('../../src/zoo/architectures/', import.meta.url);
  const files = readdirSync(folder).map((file) => file.replace('.ts', ''));

  it('has every file of the folder once, but for the template', () => {
    const slugs = architectures.map(({ slug }) => slug);
    expect([...slugs, 'template'].sort()).toEqual(files.sort());
  });

  it('begins with the eight of the homework’s table, in its order', () => {
    expect(architectures.slice(0, 8).map(({ slug }) => slug)).toEqual([
      ...['lstm-32', 'lstm-64', 'lstm-128', 'lstm-3x32'],
      ...['gru-32', 'gru-64', 'gru-128', 'gru-3x32'],
    ]);
  });

  test.each([...architectures, template].map((entry) => [entry.slug, entry] as const))(
    '%s can be named, shown and trained',
    (slug, { title, description, recipe, dropout }) => {
      expect(slug).toMatch(slugForm);
      expect(title).not.toBe('');
      expect(description).toMatch(/\.$/);
      expect(recipe).toEqual('cell' in recipe ? makeRecipe(given(recipe)) : recipe);
      const options = { ...defaultTrainingOptions, dropout: dropout ?? 0 };
      expect(trainingOptionErrors(options, slug)).toEqual([]);
    },
  );

  /** By hand: see docs/weights.md for the shapes. */
  test.each([
    // [28 + 32 inputs] × 4 · 32 and biases; the head 32 → 64 → 64 → 10.
    ['lstm-32', (28 + 32) * 128 + 128 + (32 * 64 + 64) + (64 * 64 + 64) + (64 * 10 + 10)],
    ['gru-64', (28 + 64) * 192 + 192 + 64 + (64 * 64 + 64) * 2 + (64 * 10 + 10)],
    ['gru-64-reset-before', (28 + 64) * 192 + 192 + (64 * 64 + 64) * 2 + (64 * 10 + 10)],
    ['rnn-64', (28 + 64) * 64 + 64 + (64 * 64 + 64) * 2 + (64 * 10 + 10)],
    [
      'lstm-128-assignment-head',
      28 * 128 + 128 + (128 + 128) * 512 + 512 + (128 * 64 + 64) + (64 * 10 + 10),
    ],
    // γ of both sums, γ and β of the cell state.
    [
      'lstm-128-batch-norm',
      (28 + 128) * 512 + 512 + 2 * 512 + 2 * 128 + (128 * 64 + 64) + (64 * 64 + 64) + 650,
    ],
    ['linear', 784 * 10 + 10],
    ['mlp-1', 784 * 32 + 32 + (32 * 10 + 10)],
    ['mlp-2', 784 * 32 + 32 + (32 * 32 + 32) + (32 * 10 + 10)],
    ['cnn', 9 * 8 + 8 + (9 * 8 * 16 + 16) + (7 * 7 * 16 * 32 + 32) + (32 * 10 + 10)],
  ])('%s has %i trained numbers', (slug, count) => {
    const { recipe } = findArchitecture(slug)!;
    expect(trainedParameterCount(networkOf(recipe))).toBe(count);
  });
});

describe('the architecture of a run', () => {
  const lstm128 = findArchitecture('lstm-128')!;

  it('goes by its slug where two share a recipe', () => {
    const network = networkOf(lstm128.recipe);
    expect(architectureOf({ architecture: 'lstm-128-dropout', network }).slug).toBe(
      'lstm-128-dropout',
    );
    expect(architectureOf({ architecture: 'lstm-128', network })).toBe(lstm128);
  });

  it('is found for a recipe that the zoo has, as the first with it', () => {
    expect(architectureForRecipe(makeRecipe({ cell: 'LSTM', units: 128 }))).toBe(lstm128);
  });

  test.each<[string, string, Recipe]>([
    [
      'custom-gru-2x48',
      'GRU, 2 layers, 48 units, custom',
      makeRecipe({ cell: 'GRU', units: 48, layers: 2 }),
    ],
    ['custom-lstm-7', 'LSTM, 1 layer, 7 units, custom', makeRecipe({ cell: 'LSTM', units: 7 })],
    ['custom-cnn-4-10', 'CNN, channels 4, dense 10, custom', { convolutions: [4], dense: [10] }],
    ['custom-mlp-10', 'MLP, dense 10, custom', { convolutions: [], dense: [10] }],
  ])('is %s for a recipe of the user’s own', (slug, title, recipe) => {
    expect(architectureForRecipe(recipe)).toMatchObject({ slug, title, recipe });
    expect(architectureOf({ architecture: slug, network: networkOf(recipe) })).toMatchObject({
      slug,
      title,
    });
  });
});

/** Without the biases that ZERO_CELL alone decides. */
function given(recipe: Exclude<Recipe, { dense: unknown }>) {
  if (recipe.initialization !== 'ZERO_CELL') return recipe;
  return { ...recipe, forgetBias: null, gateBias: null };
}
