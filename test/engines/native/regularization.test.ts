import { describe, expect, it } from 'vitest';
import type { Regularization } from '../../../src/engines/engine.ts';
import { NativeEngine } from '../../../src/engines/native/nativeEngine.ts';
import { createEngineSource } from '../../../src/engines/engineSource.ts';
import { arrayOperations, matrix, type Matrix } from '../../../src/networks/arrayOperations.ts';
import { layerWeights, runHead, runSteps, type Weights } from '../../../src/networks/equations.ts';
import { initialParameters } from '../../../src/networks/initialParameters.ts';
import { tensorsFromParameters } from '../../../src/networks/namedParameters.ts';
import { affine } from '../../../src/networks/operations.ts';
import { parameterLayout } from '../../../src/networks/parameters.ts';
import { philox4x32, purposes } from '../../../src/networks/random.ts';
import { makeRecipe, type Network } from '../../../src/networks/recipe.ts';
import { relativeDifference } from '../relativeDifference.ts';
import { trainingSample } from './trainingSample.ts';

const [examples, rows, columns, classes, units] = [37, 4, 6, 3, 9];
const data = trainingSample({ examples, rows, columns, classes });
const recipes = [
  makeRecipe({ cell: 'LSTM', units, layers: 3 }),
  makeRecipe({ cell: 'GRU', units, layers: 2 }),
  makeRecipe({ cell: 'GRU', units, layers: 2, resetAfter: false }),
];
const networks = recipes.map((recipe): Network => ({ recipe, columns, classes }));
const learningRate = 0.01;
const batch = {
  steps: 1,
  batchSize: examples,
  values: Int32Array.from({ length: examples }, (_, n) => n),
};

/** One step from zero moments, as step number `step`. */
async function oneStep(
  network: Network,
  regularization: Regularization | undefined,
  { step = 0, threads = 2 } = {},
) {
  const parameters = initialParameters(network, 4);
  const session = await new NativeEngine({ threads }).open({
    network,
    data,
    learningRate,
    parameters,
    ...(regularization && { regularization }),
  });
  const [loss] = await session.train(batch, step, new AbortController().signal);
  const after = await session.parameters();
  const { firstMoment } = await session.optimizerState();
  await session.close();
  return { loss: loss!, after, gradient: firstMoment.map((moment) => moment / (1 - 0.9)) };
}

const norm = (values: Float32Array) => Math.hypot(...values);

describe.each(networks)('regularization of $recipe.cell, $recipe.layers layers', (network) => {
  it('shortens a gradient that is longer than the limit, and no other', async () => {
    const plain = await oneStep(network, undefined);
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
    const before = initialParameters(network, 4);
    const plain = await oneStep(network, undefined);
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
    const parameters = initialParameters(network, 4);
    const length = norm(found.gradient);
    const along = (side: number) =>
      parameters.map((value, n) => value + (side * found.gradient[n]!) / length);
    const step = 2 ** -11;
    const loss = (side: number) =>
      lossByEquations(network, { ...regularization, step: 0 }, along(side));
    expect((loss(step) - loss(-step)) / (2 * step) / length).toBeCloseTo(1, 2);
  });
});

describe('the choice of an engine for regularization', () => {
  const engines = createEngineSource({ tensorflow: 'cpu', engine: 'auto', threads: 1 });
  const network = networks[0]!;

  it('is native', async () => {
    const engine = await engines.engineFor(network, 'AUTO', { clipNorm: 1 });
    expect(engine.name).toBe('native');
  });

  it('cannot be TensorFlow, which says why', async () => {
    await expect(engines.engineFor(network, 'TENSORFLOW', { clipNorm: 1 })).rejects.toMatchObject({
      code: 'ENGINE_UNAVAILABLE',
      message:
        'The tensorflow engine cannot be used: it has no dropout, clipping or weight decay; the native engine has.',
    });
  });
});

/** The mean loss of all examples with dropout, by the equations. */
function lossByEquations(
  network: Network,
  { dropout, seed, step }: { dropout: number; seed: number; step: number },
  parameters = initialParameters(network, 4),
): number {
  const weights = matrixWeights(network, parameters);
  let sequence = inputs();
  for (let layer = 0; layer < network.recipe.layers; layer++) {
    const ofLayer = layerWeights(network, weights, layer);
    const sums = sequence.map((x) => affine(arrayOperations, x, ofLayer.kernel, ofLayer.bias));
    sequence = runSteps(arrayOperations, network.recipe, ofLayer, sums, (_step, values) => values);
    if (layer === network.recipe.layers - 1) break;
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

function matrixWeights(network: Network, parameters: Float32Array): Weights<Matrix> {
  const matrices = new Map(
    tensorsFromParameters(network, parameters).map(({ name, shape, values }) => {
      const [height, width] = shape.length === 2 ? (shape as [number, number]) : [1, values.length];
      return [name, matrix(height, width, values)];
    }),
  );
  return (name) => matrices.get(name) as Matrix;
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
