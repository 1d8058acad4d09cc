import { describe, expect, it } from 'vitest';
import { lackFor } from '../../src/engines/capabilities.ts';
import { engineLack } from '../../src/engines/engineLack.ts';
import { nativeCapabilities } from '../../src/engines/native/nativeCapabilities.ts';
import { tensorflowCapabilities } from '../../src/engines/tensorflow/tensorflowCapabilities.ts';
import { cellOf } from '../../src/networks/cells/cellOf.ts';
import { makeRecipe, type Recipe } from '../../src/networks/recipe.ts';

/** Recipes as a newer version may have stored them. */
const unknown: [string, unknown, string][] = [
  ['a cell', { ...makeRecipe({ cell: 'GRU', units: 4 }), cell: 'MGU' }, 'the cell "MGU"'],
  ['a choice', { ...makeRecipe({ cell: 'GRU', units: 4 }), peepholes: true }, '"peepholes"'],
  ['a head', { ...makeRecipe({ cell: 'GRU', units: 4 }), head: 'ATTENTION' }, '"ATTENTION"'],
  ['a kind of recipe', { patches: 4 }, 'this kind of recipe'],
];

describe('what an engine does not know', () => {
  it.each(unknown)('of %s it says so', (_what, recipe, named) => {
    const lack = `it does not know ${named}`;
    expect(lackFor(nativeCapabilities, { recipe: recipe as Recipe })).toBe(lack);
    expect(lackFor(tensorflowCapabilities, { recipe: recipe as Recipe })).toBe(lack);
    expect(engineLack({ recipe: recipe as Recipe }, 'NATIVE')).toBe(lack);
    expect(engineLack({ recipe: recipe as Recipe }, 'AUTO')).toBeNull();
  });

  it('has no equations either', () => {
    const recipe = unknown[0]?.[1] as Parameters<typeof cellOf>[0];
    expect(() => cellOf(recipe)).toThrow('recipe: expected a cell of LSTM, GRU, RNN, got "MGU"');
  });
});
