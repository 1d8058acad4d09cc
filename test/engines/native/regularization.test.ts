import { describe, expect, it } from 'vitest';
import type { OptimizerSettings } from '../../../src/engines/engine.ts';
import { NativeEngine } from '../../../src/engines/native/nativeEngine.ts';
import { arrayOperations, matrix, type Matrix } from '../../../src/networks/arrayOperations.ts';
import { layerWeights, runHead, runSteps } from '../../../src/networks/equations.ts';
import { initialParameters } from '../../../src/networks/initialParameters.ts';
import { matrixWeights } from '../../../src/networks/matrixWeights.ts';
import { affine } from '../../../src/networks/operations.ts';
import { parameterLayout } from '../../../src/networks/parameters.ts';
import { philox4x32, purposes, randomUniform } from '../../../src/networks/random.ts';
import { makeRecipe, type RecurrentNetwork } from '../../../src/networks/recipe.ts';
import { constantRate, plainAdam } from '../plainAdam.ts';
import { relativeDifference } from '../relativeDifference.ts';
import { wholeBatch } from '../wholeBatch.ts';
import { trainingSample } from './trainingSample.ts';

const [examples, rows, columns, classes, units] = [37, 4, 6, 3, 9];
const data = trainingSample({ examples, rows, columns, classes });
const recipes = [
  makeRecipe({ cell: 'LSTM', units, layers: 3 }),
  makeRecipe({ cell: 'GRU', units, layers: 2 }),
  makeRecipe({ cell: 'GRU', units, layers: 2, resetAfter: false }),
  makeRecipe({ cell: 'LSTM', units, head: 'ASSIGNMENT' }),
];
const networks = recipes.map((recipe): RecurrentNetwork => {
  return { recipe, rows, columns, classes, binarizeThreshold: null };
});
const learningRate = 0.01;

/** No bias is 0, or a row of which all is dropped would lie on the bend of the head's ReLU. */
function startOf(network: RecurrentNetwork): Float32Array {
  const uniform = randomUniform(5, 'shuffle');
  return initialParameters(network, 4).map((value, n) => value + 0.2 * (uniform(n) - 0.5));
}

/** One step from zero moments, as step number `step`. */
async function oneStep(
  network: RecurrentNetwork,
  regularization: Partial<OptimizerSettings>,
  { step = 0, threads = 2 } = {},
) {
  const parameters = startOf(network);
  const session = await new NativeEngine({ threads }).open({
    network,
    data,
    parameters,
    optimizer: { ...plainAdam, ...regularization },
  });
  const steps = constantRate(wholeBatch(examples), step, learningRate);
  const [loss] = await session.train(steps, new AbortController().signal);
  const after = await session.parameters();
  const { firstMoment } = await session.optimizerState();
  await session.close();
  return {
    loss: loss!,
    after,
    gradient: firstMoment.map((moment) => moment / (1 - plainAdam.beta1)),
  };
}

const norm = (values: Float32Array) => Math.hypot(...values);

describe.each(networks)(
  'regularization of $recipe.cell, $recipe.layers layers, $recipe.head',
  (network) => {
    it('shortens a gradient that is longer than the limit, and no other', async () => {
      const plain = await oneStep(network, {});
      const limit = norm(plain.gradient) / 4;
      const clipped = await oneStep(network, { clipNorm: limit });
      expect(norm(clipped.gradient)).toBeCloseTo(limit, 5);
      expect(
        relativeDifference(
          clipped.gradient,
          plain.gradient.map((g) => g / 4),
        ),
      ).toBeLessThan(1e-5);
      const free = await oneStep(network, { clipNorm: limit * 8 });
      expect(free.after).toEqual(plain.after);
    });

    it('lets matrices decay and biases not', async () => {
      const before = startOf(network);
      const plain = await oneStep(network, {});
      const decayed = await oneStep(network, { weightDecay: 0.5 });
      for (const { name, offset, length, shape } of parameterLayout(network)) {
        for (let n = offset; n < offset + length; n++) {
          const shrunk = shape.length === 2 ? learningRate * 0.5 * before[n]! : 0;
          expect(decayed.after[n]! + shrunk, name).toBeCloseTo(plain.after[n]!, 6);
        }
      }
    });

    it('drops what its random numbers say, by the step, seed, layer, time, row and unit', async () => {
      const dropout = 0.4;
      for (const [seed, step] of [
        [1, 0],
        [1, 5],
        [-2, 5],
      ] as const) {
        const { loss } = await oneStep(network, { dropout, seed }, { step });
        expect(loss).toBeCloseTo(lossByEquations(network, { dropout, seed, step }), 5);
      }
    });

    it('has the gradient of the network with what is left, on any number of threads', async () => {
      const regularization = { dropout: 0.4, seed: 3 };
      const found = await oneStep(network, regularization);
      expect(await oneStep(network, regularization, { threads: 5 })).toEqual(found);
      const parameters = startOf(network);
      const length = norm(found.gradient);
      const along = (side: number) =>
        parameters.map((value, n) => value + (side * found.gradient[n]!) / length);
      const step = 2 ** -11;
      const loss = (side: number) =>
        lossByEquations(network, { ...regularization, step: 0 }, along(side));
      expect((loss(step) - loss(-step)) / (2 * step) / length).toBeCloseTo(1, 2);
    });
  },
);

/** The mean loss of all examples with dropout, by the equations. The head reads the last step alone. */
function lossByEquations(
  network: RecurrentNetwork,
  { dropout, seed, step }: { dropout: number; seed: number; step: number },
  parameters = startOf(network),
): number {
  const weights = matrixWeights(network, parameters);
  let sequence = inputs();
  for (let layer = 0; layer < network.recipe.layers; layer++) {
    const ofLayer = layerWeights(network, weights, layer);
    const sums = sequence.map((x) => affine(arrayOperations, x, ofLayer.kernel, ofLayer.bias));
    sequence = runSteps(arrayOperations, network.recipe, ofLayer, sums, (_step, values) => values);
    sequence = sequence.map((h, time) => {
      const factors = h.values.map((_, n) => {
        const words = philox4x32([n >>> 2, step, time, layer], [seed >>> 0, purposes.dropout]);
        return words[(n & 3) as 0 | 1 | 2 | 3] < dropout * 2 ** 32 ? 0 : 1 / (1 - dropout);
      });
      return arrayOperations.multiply(h, matrix(examples, units, factors));
    });
  }
  const top = sequence[rows - 1] as Matrix;
  const logits = runHead(arrayOperations, network, weights, top, () => undefined);
  const { values } = arrayOperations.softmax(logits);
  const { labels } = data.splits.TRAIN;
  return (
    labels.reduce((sum, label, n) => sum - Math.log(values[n * classes + label]!), 0) / examples
  );
}

function inputs(): Matrix[] {
  const { images } = data.splits.TRAIN;
  return Array.from({ length: rows }, (_, row) => {
    const values = Float64Array.from({ length: examples * columns }, (_, n) => {
      const [example, column] = [Math.floor(n / columns), n % columns];
      return data.levels[images[(example * rows + row) * columns + column]!]!;
    });
    return matrix(examples, columns, values);
  });
}
