import { describe, expect, it } from 'vitest';
import { loadBinding } from '../../../src/engines/native/binding.ts';
import { NativeEngine } from '../../../src/engines/native/nativeEngine.ts';
import { activationList } from '../../../src/networks/activationList.ts';
import { forwardByEquations } from '../../../src/networks/forwardByEquations.ts';
import { initialParameters } from '../../../src/networks/initialParameters.ts';
import type { Intervention } from '../../../src/networks/interventions.ts';
import { randomUniform } from '../../../src/networks/random.ts';
import { makeRecipe } from '../../../src/networks/recipe.ts';
import { largestDifference } from '../../networks/largestDifference.ts';

const [batch, rows, columns, units] = [5, 7, 6, 9];
const uniform = randomUniform(3, 'shuffle');
const floats = (length: number) => Float32Array.from({ length }, (_, n) => uniform(n));
const images = { batch, rows, columns, values: floats(batch * rows * columns) };
const all = { from: 0, to: rows };

const set = (activation: string, more: Partial<Intervention> = {}): Intervention => {
  return {
    layer: 0,
    activation,
    steps: all,
    units: null,
    act: { kind: 'set', value: 0.3 },
    ...more,
  };
};
const scale = { act: { kind: 'scale', factor: -0.5 } } as const;
const copy = { act: { kind: 'copy', values: floats(rows * units) } } as const;
const complement = (of: string) => ({ act: { kind: 'complement', of } }) as const;

const ofLstm: Intervention[][] = [
  ...['inputGate', 'forgetGate', 'candidate', 'outputGate', 'cellState', 'hiddenState'].map(
    (name) => [set(name, { units: [0, 8] }), set(name, { layer: 1, steps: { from: 2, to: 4 } })],
  ),
  [set('inputGate', complement('forgetGate')), set('forgetGate')],
  [set('forgetGate', { ...complement('outputGate'), units: [1, 3] }), set('outputGate', scale)],
  [set('cellState', { ...copy, steps: { from: 3, to: 9 } }), set('hiddenState', scale)],
];

const ofGru: Intervention[][] = [
  ...['updateGate', 'resetGate', 'candidate', 'hiddenState'].map((name) => [
    set(name, { units: [0, 8] }),
    set(name, { layer: 1, steps: { from: 2, to: 4 } }),
  ]),
  [set('updateGate', complement('resetGate')), set('resetGate', scale)],
  [set('candidate', copy), set('candidate', scale), set('hiddenState', { ...copy, layer: 1 })],
];

const recipes = [
  { recipe: makeRecipe({ cell: 'LSTM', units, layers: 2 }), experiments: ofLstm },
  { recipe: makeRecipe({ cell: 'GRU', units, layers: 2 }), experiments: ofGru },
  {
    recipe: makeRecipe({ cell: 'GRU', units, layers: 2, resetAfter: false }),
    experiments: ofGru,
  },
];
const cases = loadBinding()
  .instructionSets()
  .flatMap((instructionSet) => recipes.map((entry) => ({ instructionSet, ...entry })));

describe.each(cases)('$instructionSet on $recipe', ({ instructionSet, recipe, experiments }) => {
  it.each(experiments)('carries out %j as the equations do', async (...interventions) => {
    const network = { recipe, rows, columns, classes: 4, binarizeThreshold: null };
    const parameters = initialParameters(network, 2);
    const names = activationList(network).map(({ name }) => name);
    const expected = forwardByEquations(network, parameters, images, interventions);
    const engine = new NativeEngine({ threads: 2, instructionSet });
    const request = { network, parameters, images, names, interventions };
    for await (const { activations } of engine.forward(request)) {
      for (const { name, values } of activations) {
        expect(largestDifference(values, expected.get(name)!.values), name).toBeLessThan(1e-5);
      }
    }
  });
});
