import { beforeAll, describe, expect, it } from 'vitest';
import { batchIndices } from '../../../src/data/batches.ts';
import type { TrainingData } from '../../../src/data/trainingData.ts';
import type { Engine, SessionRequest } from '../../../src/engines/engine.ts';
import { NativeEngine } from '../../../src/engines/native/nativeEngine.ts';
import { TensorFlowEngine } from '../../../src/engines/tensorflow/tensorflowEngine.ts';
import { initialParameters } from '../../../src/networks/initialParameters.ts';
import { makeRecipe, type RecipeChoices } from '../../../src/networks/recipe.ts';
import { epochOrder } from '../../../src/training/epochOrder.ts';
import { smallMnist } from '../../training/smallMnist.ts';
import { constantRate, plainAdam } from '../plainAdam.ts';
import { relativeDifference } from '../relativeDifference.ts';

const choices: RecipeChoices[] = [
  { cell: 'LSTM', units: 32, layers: 3 },
  { cell: 'GRU', units: 20 },
  { cell: 'GRU', units: 20, resetAfter: false, inputProjection: true, head: 'ASSIGNMENT' },
];
const networks = choices.map((choice) => ({
  recipe: makeRecipe(choice),
  rows: 28,
  columns: 28,
  classes: 10,
  binarizeThreshold: null,
}));
const [lstm] = networks as [(typeof networks)[0]];

let data: TrainingData;
beforeAll(async () => {
  data = await smallMnist();
});

const never = new AbortController().signal;
const batches = (firstStep: number, steps: number, batchSize = 96) => {
  const shuffle = epochOrder(1);
  const indices = batchIndices({ examples: 1000, batchSize, firstStep, steps, shuffle });
  return constantRate(indices, firstStep);
};

const open = (engine: Engine, network = lstm, more: Partial<SessionRequest> = {}) => {
  const parameters = initialParameters(network, 1);
  return engine.open({ network, data, parameters, optimizer: plainAdam, ...more });
};

/** Everything that training leaves behind. */
async function outcome(engine: Engine, network = lstm, batchSize = 96) {
  const session = await open(engine, network);
  const losses = await session.train(batches(0, 12, batchSize), never);
  const state = { losses, parameters: await session.parameters() };
  const evaluation = (await session.evaluate('TEST', never))!;
  await session.close();
  return { ...state, evaluation };
}

describe.each(networks)('training $recipe.cell $recipe.layers × $recipe.units', (network) => {
  it('agrees with the TensorFlow engine', async () => {
    const tensorflow = await outcome(new TensorFlowEngine({ mode: 'cpu', threads: 2 }), network);
    const native = await outcome(new NativeEngine({ threads: 2 }), network);
    expect(relativeDifference(native.losses, tensorflow.losses)).toBeLessThan(1e-5);
    expect(relativeDifference(native.parameters, tensorflow.parameters)).toBeLessThan(1e-4);
    expect(native.evaluation.crossEntropy).toBeCloseTo(tensorflow.evaluation.crossEntropy, 4);
    expect(native.evaluation.examples).toBe(250);
    expect(native.evaluation.confusion.reduce((sum, count) => sum + count)).toBe(250);
    expect(native.evaluation.accuracy).toBeCloseTo(tensorflow.evaluation.accuracy, 2);
  });

  it('gives the same bits for any number of threads', async () => {
    const expected = await outcome(new NativeEngine({ threads: 1 }), network, 101);
    for (const threads of [2, 3, 7]) {
      expect(await outcome(new NativeEngine({ threads }), network, 101)).toEqual(expected);
    }
  });

  it('goes on from parameters and moments with the same bits', async () => {
    const engine = new NativeEngine({ threads: 2 });
    const [whole, first] = [await open(engine, network), await open(engine, network)];
    await whole.train(batches(0, 9), never);
    await first.train(batches(0, 4), never);
    const second = await open(engine, network, {
      parameters: await first.parameters(),
      optimizerState: await first.optimizerState(),
    });
    await second.train(batches(4, 5), never);
    expect(await second.parameters()).toEqual(await whole.parameters());
    expect(await second.optimizerState()).toEqual(await whole.optimizerState());
    await Promise.all([whole, first, second].map((session) => session.close()));
  });
});

describe('a native session', () => {
  it('gives back the parameters and moments it was opened with', async () => {
    const parameters = initialParameters(lstm, 5);
    const optimizerState = {
      firstMoment: initialParameters(lstm, 6),
      secondMoment: initialParameters(lstm, 7),
    };
    const engine = new NativeEngine({ threads: 1 });
    const session = await open(engine, lstm, { parameters, optimizerState });
    expect(await session.parameters()).toEqual(parameters);
    expect(await session.optimizerState()).toEqual(optimizerState);
    await session.close();
  });

  it('takes exactly the steps it tells of when it is stopped', async () => {
    const engine = new NativeEngine({ threads: 2 });
    const [stopped, other] = [await open(engine), await open(engine)];
    const stop = new AbortController();
    const training = stopped.train(batches(0, 5000), stop.signal);
    setTimeout(() => stop.abort(), 60);
    const taken = (await training).length;
    expect(taken).toBeLessThan(5000);
    await other.train(batches(0, taken), never);
    expect(await stopped.parameters()).toEqual(await other.parameters());
    expect(await stopped.train(batches(0, 3), stop.signal)).toHaveLength(0);
    await Promise.all([stopped.close(), other.close()]);
  });

  it('leaves the event loop free', async () => {
    const session = await open(new NativeEngine({ threads: 1 }));
    // A call that held the loop would be done, and its promise settled, before the loop's next turn.
    const order: string[] = [];
    const training = session.train(batches(0, 60), never).then(() => order.push('trained'));
    await new Promise(setImmediate);
    order.push('turn');
    await training;
    expect(order).toEqual(['turn', 'trained']);
    await session.close();
  });

  it('runs beside others on the same engine and data, undisturbed', async () => {
    const engine = new NativeEngine({ threads: 2 });
    const alone = await outcome(engine);
    const together = await Promise.all(Array.from({ length: 5 }, () => outcome(engine)));
    for (const one of together) expect(one).toEqual(alone);
  });

  it('does calls that overlap one after another', async () => {
    const engine = new NativeEngine({ threads: 2 });
    const [overlapping, orderly] = [await open(engine), await open(engine)];
    const calls = [
      overlapping.train(batches(0, 3), never),
      overlapping.train(batches(3, 3), never),
      overlapping.parameters(),
      overlapping.close(),
    ] as const;
    await orderly.train(batches(0, 6), never);
    expect(await calls[2]).toEqual(await orderly.parameters());
    await Promise.all([...calls, orderly.close()]);
  });

  it('shows that a run has diverged', async () => {
    const parameters = initialParameters(lstm, 1).fill(NaN, 0, 1);
    const session = await open(new NativeEngine({ threads: 1 }), lstm, { parameters });
    const [loss] = await session.train(batches(0, 1), never);
    expect(loss).toBeNaN();
    expect((await session.evaluate('TEST', never))!.crossEntropy).toBeNaN();
    await session.close();
  });

  it.each([
    [{ beta1: 1 }, 'beta1: expected a number from 0 to below 1, got 1'],
    [{ beta2: -0.1 }, 'beta2: expected a number from 0 to below 1, got -0.1'],
    [{ beta2: NaN }, 'beta2: expected a number from 0 to below 1, got nan'],
    [{ epsilon: 0 }, 'epsilon: expected a finite number above 0, got 0'],
    [{ weightDecay: -1 }, 'weightDecay: expected a number from 0 to below inf, got -1'],
    [{ clipNorm: 0 }, 'clipNorm: expected a finite number above 0, got 0'],
    [{ dropout: 1 }, 'dropout: expected a number from 0 to below 1, got 1'],
    [{ seed: 0.5 }, /^seed: expected a whole number/],
  ])('refuses the optimizer’s %j', async (wrong, message) => {
    const optimizer = { ...plainAdam, ...wrong };
    await expect(open(new NativeEngine({ threads: 1 }), lstm, { optimizer })).rejects.toThrow(
      message,
    );
  });

  it('refuses what does not fit, and goes on', async () => {
    const engine = new NativeEngine({ threads: 1 });
    const parameters = initialParameters(lstm, 1);
    await expect(open(engine, lstm, { parameters: parameters.subarray(1) })).rejects.toThrow(
      /parameters: expected \d+ values, got \d+/,
    );
    await expect(open(engine, { ...lstm, columns: 27 })).rejects.toThrow(/columns/);
    await expect(open(engine, { ...lstm, classes: 9 })).rejects.toThrow(/classes/);
    const session = await open(engine);
    const train = (values: number[], steps = 1, batchSize = values.length) =>
      session.train(constantRate({ steps, batchSize, values: Int32Array.from(values) }), never);
    await expect(train([0, 1000])).rejects.toThrow('indices: expected 0 to 999, got 1000');
    await expect(train([-1])).rejects.toThrow('indices: expected 0 to 999, got -1');
    await expect(train([1, 2, 3], 2, 2)).rejects.toThrow('indices: expected 4 values, got 3');
    await expect(train([1], 1, 0.5)).rejects.toThrow(/batchSize: expected a whole number/);
    const two = { steps: 1, batchSize: 2, values: Int32Array.of(1, 2) };
    const atRates = (...learningRates: number[]) => {
      const rates = Float64Array.from(learningRates);
      return session.train({ indices: two, firstStep: 0, learningRates: rates }, never);
    };
    for (const rate of [0, -1, NaN, Infinity]) {
      await expect(atRates(rate)).rejects.toThrow(
        `learningRates: expected a finite number above 0, got ${rate.toString().slice(0, 3).toLowerCase()}`,
      );
    }
    await expect(atRates(0.1, 0.1)).rejects.toThrow('indices: expected 4 values, got 2');
    expect(await train([1, 2])).toHaveLength(1);
    await session.close();
    await expect(train([1])).rejects.toThrow('the session was closed');
  });
});
