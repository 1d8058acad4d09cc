import { describe, expect, it } from 'vitest';
import type { Engine, OptimizerSettings } from '../../../src/engines/engine.ts';
import { NativeEngine } from '../../../src/engines/native/nativeEngine.ts';
import { TensorFlowEngine } from '../../../src/engines/tensorflow/tensorflowEngine.ts';
import { initialParameters } from '../../../src/networks/initialParameters.ts';
import { makeRecipe, type RecipeChoices } from '../../../src/networks/recipe.ts';
import { trainingSample } from '../native/trainingSample.ts';
import { plainAdam } from '../plainAdam.ts';
import { relativeDifference } from '../relativeDifference.ts';
import { wholeBatch } from '../wholeBatch.ts';

const shape = { rows: 4, columns: 6, classes: 3 };
const examples = 37;
const data = trainingSample({ examples, ...shape });
const tensorflow = new TensorFlowEngine({ mode: 'cpu', threads: 2 });
const native = new NativeEngine({ threads: 2 });
const settings = { ...plainAdam, beta1: 0.8, beta2: 0.95, epsilon: 1e-4 };
const regularized: OptimizerSettings = {
  ...settings,
  dropout: 0.4,
  seed: -2,
  weightDecay: 0.5,
  clipNorm: 0.05,
};

async function train(engine: Engine, choices: RecipeChoices, optimizer = regularized) {
  const network = { recipe: makeRecipe(choices), ...shape, binarizeThreshold: 0.1 };
  const parameters = initialParameters(network, 4);
  const session = await engine.open({ network, data, parameters, optimizer });
  const learningRates = Float64Array.of(0.01, 0.003, 0.02, 0.01);
  const indices = wholeBatch(examples, learningRates.length);
  const steps = { indices, firstStep: 5, learningRates };
  const found = await session.train(steps, new AbortController().signal);
  const after = await session.parameters();
  await session.close();
  return { found, after };
}

const cases: RecipeChoices[] = [
  { cell: 'LSTM', units: 9, layers: 3 },
  { cell: 'GRU', units: 9, layers: 2 },
  { cell: 'GRU', units: 9, layers: 2, resetAfter: false, head: 'ASSIGNMENT' },
];

describe.each(cases)('$cell with $layers layers on TensorFlow', (choices) => {
  it('drops, decays and clips what the native engine does', async () => {
    const [ours, theirs] = [await train(tensorflow, choices), await train(native, choices)];
    expect(relativeDifference(ours.found, theirs.found)).toBeLessThan(1e-5);
    expect(relativeDifference(ours.after, theirs.after)).toBeLessThan(1e-4);
    const free = await train(tensorflow, choices, settings);
    expect(relativeDifference(free.after, theirs.after)).toBeGreaterThan(1e-3);
  });

  it('does not clip by a limit beyond all float32, and stays finite by one below', async () => {
    const free = await train(tensorflow, choices, settings);
    const unlimited = await train(tensorflow, choices, { ...settings, clipNorm: 1e300 });
    expect(unlimited).toEqual(free);
    const still = await train(tensorflow, choices, { ...settings, clipNorm: 1e-300 });
    expect(still.after.every(Number.isFinite)).toBe(true);
  });

  it('drops by the seed', async () => {
    const other = { ...regularized, seed: 3 };
    const [first, second] = [
      await train(tensorflow, choices),
      await train(tensorflow, choices, other),
    ];
    expect(first.found).not.toEqual(second.found);
  });
});
