import { beforeAll, describe, expect, it } from 'vitest';
import { batchIndices } from '../../../src/data/batches.ts';
import type { TrainingData } from '../../../src/data/trainingData.ts';
import { loadRuntime } from '../../../src/engines/tensorflow/runtime.ts';
import { TensorFlowEngine } from '../../../src/engines/tensorflow/tensorflowEngine.ts';
import { initialParameters } from '../../../src/networks/initialParameters.ts';
import { makeRecipe, type Network } from '../../../src/networks/recipe.ts';
import { epochOrder } from '../../../src/training/epochOrder.ts';
import { constantRate, plainAdam } from '../plainAdam.ts';
import { smallMnist } from '../../training/smallMnist.ts';

const runtimeOptions = { mode: 'cpu', threads: 2 } as const;
const network = {
  recipe: makeRecipe({ cell: 'GRU', units: 8 }),
  rows: 28,
  columns: 28,
  classes: 10,
  binarizeThreshold: 0.1,
};

let engine: TensorFlowEngine;
let data: TrainingData;
beforeAll(async () => {
  engine = new TensorFlowEngine(runtimeOptions);
  data = await smallMnist();
});

const open = (of: Network = network) =>
  engine.open({
    ...{ network: of, data, parameters: initialParameters(of, 1) },
    optimizer: { ...plainAdam, dropout: 0.1, weightDecay: 0.1, clipNorm: 1 },
  });

const batches = (firstStep: number, steps: number) =>
  batchIndices({ examples: 1000, batchSize: 32, firstStep, steps, shuffle: epochOrder(1) });

const never = new AbortController().signal;
const tensorCount = () => loadRuntime(runtimeOptions).tf.memory().numTensors;

describe('a TensorFlow session', () => {
  it('takes exactly the steps it tells of when it is stopped', async () => {
    const stop = new AbortController();
    const stopped = await open();
    const training = stopped.train(constantRate(batches(0, 1000), 0), stop.signal);
    setTimeout(() => stop.abort(), 50);
    const taken = (await training).length;
    expect(taken).toBeGreaterThan(0);
    expect(taken).toBeLessThan(1000);

    const other = await open();
    await other.train(constantRate(batches(0, taken), 0), never);
    expect(await other.parameters()).toEqual(await stopped.parameters());
    await Promise.all([stopped.close(), other.close()]);
  });

  it('does not depend on how steps are grouped into calls', async () => {
    const [together, apart] = [await open(), await open()];
    await together.train(constantRate(batches(0, 6), 0), never);
    for (let step = 0; step < 6; step++)
      await apart.train(constantRate(batches(step, 1), step), never);
    expect(await apart.optimizerState()).toEqual(await together.optimizerState());
    await Promise.all([together.close(), apart.close()]);
  });

  it('is not disturbed by another session on the same data', async () => {
    const [alone, first, second] = [await open(), await open(), await open()];
    await alone.train(constantRate(batches(0, 4), 0), never);
    await Promise.all([
      first.train(constantRate(batches(0, 4), 0), never),
      second.train(constantRate(batches(7, 4), 7), never),
    ]);
    await second.close();
    expect(await first.parameters()).toEqual(await alone.parameters());
    expect(await first.evaluate('TEST', never)).toEqual(await alone.evaluate('TEST', never));
    await Promise.all([alone.close(), first.close()]);
  });

  it('may be closed twice without taking the data from another session', async () => {
    const [closed, other] = [await open(), await open()];
    await closed.close();
    await closed.close();
    expect(await other.evaluate('TEST', never)).toMatchObject({ examples: 250 });
    await other.close();
  });

  it.each([
    network.recipe,
    makeRecipe({ cell: 'LSTM', units: 8, layers: 2, batchNormalization: true }),
    { convolutions: [2], dense: [4] },
  ])('leaves no tensor behind of %o', async (recipe) => {
    const before = tensorCount();
    const session = await open({ ...network, recipe });
    await session.train(constantRate(batches(0, 3), 0), never);
    const trained = tensorCount();
    await session.train(constantRate(batches(3, 20), 3), never);
    await session.evaluate('TEST', never);
    await session.evaluate('VALIDATION', AbortSignal.abort());
    expect(tensorCount()).toBe(trained);
    await session.train(constantRate(batches(23, 1), 23), never);
    await session.parameters();
    await session.optimizerState();
    expect(tensorCount()).toBe(trained);
    await session.close();
    expect(tensorCount()).toBe(before);
  });
});

describe('forward', () => {
  const images = { batch: 2, rows: 28, columns: 28, values: new Float32Array(2 * 28 * 28) };
  const parameters = initialParameters(network, 1);

  async function shapes(rows: number, batch: number) {
    const values = new Float32Array(batch * rows * 28);
    const request = {
      network,
      parameters,
      images: { batch, rows, columns: 28, values },
      names: ['layers.0.resetGate', 'head.probabilities'],
    };
    const found: unknown[] = [];
    for await (const { first, activations } of engine.forward(request)) {
      found.push([first, ...activations.map(({ shape }) => shape)]);
    }
    return found;
  }

  it('runs any number of rows, and many images in chunks', async () => {
    expect(await shapes(1, 1)).toEqual([[0, [1, 1, 8], [1, 1, 10]]]);
    expect(await shapes(40, 1)).toEqual([[0, [1, 40, 8], [1, 40, 10]]]);
    expect(await shapes(2, 251)).toEqual([
      [0, [250, 2, 8], [250, 2, 10]],
      [250, [1, 2, 8], [1, 2, 10]],
    ]);
  });

  it('names the activations there are when asked for another', async () => {
    const request = { network, parameters, images, names: ['layers.0.forgetGate'] };
    await expect(engine.forward(request).next()).rejects.toThrow(
      /names: expected one of layers\.0\.updateGate, .*, got "layers\.0\.forgetGate"/,
    );
  });

  it('leaves no tensor behind, even when the reader stops early', async () => {
    await shapes(28, 2);
    const before = tensorCount();
    await shapes(28, 2);
    const many = { batch: 600, rows: 1, columns: 28, values: new Float32Array(600 * 28) };
    const request = { network, parameters, images: many, names: ['head.logits'] };
    for await (const chunk of engine.forward(request)) {
      expect(chunk.first).toBe(0);
      break;
    }
    expect(tensorCount()).toBe(before);
  });
});
