import { describe, expect, it } from 'vitest';
import type { TrainingSteps } from '../../../src/engines/engine.ts';
import { loadBinding } from '../../../src/engines/native/binding.ts';
import { NativeEngine } from '../../../src/engines/native/nativeEngine.ts';
import { initialParameters } from '../../../src/networks/initialParameters.ts';
import { parameterLayout } from '../../../src/networks/parameters.ts';
import { makeRecipe } from '../../../src/networks/recipe.ts';
import { plainAdam } from '../plainAdam.ts';
import { wholeBatch } from '../wholeBatch.ts';
import { trainingSample } from './trainingSample.ts';

const shape = { rows: 4, columns: 6, classes: 3 };
const recipe = makeRecipe({ cell: 'GRU', units: 9 });
const network = { recipe, ...shape, binarizeThreshold: null };
const [examples, steps] = [37, 3];
const data = trainingSample({ examples, ...shape });
const optimizer = { ...plainAdam, beta1: 0.8, beta2: 0.95, epsilon: 1e-3, weightDecay: 0.5 };
const never = new AbortController().signal;
const all: TrainingSteps = {
  indices: wholeBatch(examples, steps),
  firstStep: 4,
  learningRates: Float64Array.of(0.01, 0.003, 0.02),
};

function oneOf(n: number): TrainingSteps {
  const values = all.indices.values.subarray(n * examples, (n + 1) * examples);
  return {
    indices: { steps: 1, batchSize: examples, values },
    firstStep: all.firstStep + n,
    learningRates: all.learningRates.subarray(n, n + 1),
  };
}

const isMatrix = parameterLayout(network).flatMap(({ shape, length }) =>
  Array<boolean>(length).fill(shape.length > 1),
);

describe.each(loadBinding().instructionSets())('Adam on %s', (instructionSet) => {
  const engine = new NativeEngine({ threads: 2, instructionSet });
  const open = (more = {}) =>
    engine.open({
      network,
      data,
      parameters: initialParameters(network, 1),
      optimizer: { ...optimizer, ...more },
    });

  it('is the paper’s, with its own constants and the rate of each step', async () => {
    const session = await open();
    let [before, { firstMoment, secondMoment }] = [
      await session.parameters(),
      await session.optimizerState(),
    ];
    for (let n = 0; n < steps; n++) {
      await session.train(oneOf(n), never);
      const { beta1, beta2, epsilon, weightDecay } = optimizer;
      const [t, rate] = [all.firstStep + n + 1, all.learningRates[n] as number];
      const after = await session.parameters();
      const state = await session.optimizerState();
      for (let p = 0; p < after.length; p++) {
        const [m, v] = [state.firstMoment[p] as number, state.secondMoment[p] as number];
        const gradient = (m - beta1 * (firstMoment[p] as number)) / (1 - beta1);
        const moment = beta2 * (secondMoment[p] as number) + (1 - beta2) * gradient ** 2;
        expect(Math.abs(v - moment)).toBeLessThan(1e-6 * moment + 1e-12);
        const root = Math.sqrt(v / (1 - beta2 ** t));
        const kept = isMatrix[p] ? 1 - rate * weightDecay : 1;
        const moved =
          (before[p] as number) * kept - (rate * m) / (1 - beta1 ** t) / (root + epsilon);
        expect(Math.abs((after[p] as number) - moved)).toBeLessThan(1e-6);
      }
      [before, { firstMoment, secondMoment }] = [after, state];
    }
    await session.close();
  });

  it('takes the same steps in one call as one by one', async () => {
    const [together, single] = [await open(), await open()];
    await together.train(all, never);
    for (let n = 0; n < steps; n++) await single.train(oneOf(n), never);
    expect(await together.parameters()).toEqual(await single.parameters());
    expect(await together.optimizerState()).toEqual(await single.optimizerState());
    await Promise.all([together.close(), single.close()]);
  });

  it('stays finite without memory and with the smallest ε', async () => {
    const session = await open({ beta1: 0, beta2: 0, epsilon: Number.MIN_VALUE });
    const losses = await session.train(all, never);
    expect(losses.every(Number.isFinite)).toBe(true);
    expect((await session.parameters()).every(Number.isFinite)).toBe(true);
    await session.close();
  });
});
