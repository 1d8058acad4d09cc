import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { TrainingData } from '../../src/data/trainingData.ts';
import { TensorFlowEngine } from '../../src/engines/tensorflow/tensorflowEngine.ts';
import { initialParameters } from '../../src/networks/initialParameters.ts';
import { makeRecipe } from '../../src/networks/recipe.ts';
import {
  defaultTrainingOptions,
  type TrainingOptions,
} from '../../src/networks/trainingOptions.ts';
import { train } from '../../src/training/trainer.ts';
import type { TrainingRequest } from '../../src/training/trainingRequest.ts';
import type { ResumePoint, TrainingEvent } from '../../src/training/trainingEvents.ts';
import { collectEvents, curve, evaluations, lastOf, type Evaluated } from './collectedEvents.ts';
import { smallMnist } from './smallMnist.ts';

const network = {
  recipe: makeRecipe({ cell: 'LSTM', units: 16 }),
  ...{ rows: 28, columns: 28, classes: 10, binarizeThreshold: 0.1 },
};
// 1,000 examples, three times, in batches of 64: 46.9 steps, so 47.
const options: TrainingOptions = {
  ...defaultTrainingOptions,
  epochs: 3,
  batchSize: 64,
  learningRate: 0.005,
  evaluationInterval: 20,
};

let engine: TensorFlowEngine;
let data: TrainingData;
beforeAll(async () => {
  engine = new TensorFlowEngine({ mode: 'cpu', threads: 2 });
  data = await smallMnist();
});

afterEach(() => {
  vi.useRealTimers();
});

const never = new AbortController().signal;

function events(
  request: Partial<TrainingRequest> = {},
  stopAfter?: number,
): Promise<TrainingEvent[]> {
  return collectEvents(engine, { network, data, options, ...request }, stopAfter);
}

describe('train', () => {
  it('evaluates at every interval and at the end, on whole splits', async () => {
    const found = evaluations(await events());
    expect(found.map(({ step }) => step)).toEqual([20, 40, 47]);
    for (const { step, curvePoints, test } of found) {
      expect(curvePoints.map((point) => [point.split, point.step])).toEqual([
        ['TRAIN', step],
        ['VALIDATION', step],
        ['TEST', step],
      ]);
      expect(test.examples).toBe(250);
      const counted = test.confusion.reduce((sum, count) => sum + count, 0);
      const onDiagonal = test.confusion.filter((_, cell) => cell % 11 === 0);
      expect(counted).toBe(250);
      expect(onDiagonal.reduce((sum, count) => sum + count, 0) / 250).toBe(test.accuracy);
    }
  });

  it('begins with the initial weights, unless it goes on from a resume point', async () => {
    const [first] = await events({}, 1);
    expect(first).toMatchObject({ kind: 'checkpoint', step: 0 });
    const { resume } = first as Extract<TrainingEvent, { kind: 'checkpoint' }>;
    expect(resume.parameters).toEqual(initialParameters(network, options.seed));
    const [next] = await events({ resume });
    expect(next).toMatchObject({ kind: 'progress' });
  });

  it('learns: the loss falls and the accuracy is far above chance', async () => {
    const found = evaluations(await events({ options: { ...options, epochs: 12 } }));
    const trainLoss = (event: Evaluated) => event.curvePoints[0]!.crossEntropy;
    expect(trainLoss(found.at(-1)!)).toBeLessThan(trainLoss(found[0]!) / 2);
    expect(found.at(-1)!.test.accuracy).toBeGreaterThan(0.6);
  });

  it('tells progress with finite figures', async () => {
    const progress = (await events()).filter((event) => event.kind === 'progress');
    expect(progress.at(-1)).toMatchObject({ step: 47, secondsLeft: 0 });
    for (const { loss, examplesPerSecond, secondsLeft } of progress) {
      expect(loss).toBeGreaterThan(0);
      expect(examplesPerSecond).toBeGreaterThan(0);
      expect(Number.isFinite(secondsLeft)).toBe(true);
    }
  });

  it.each([1, 13, 20, 30, 47])('goes on bit for bit after a stop at step %i', async (stopAfter) => {
    const undisturbed = await events();
    const before = await events({}, stopAfter);
    const last = before.at(-1) as TrainingEvent & { resume: ResumePoint };
    expect(last.resume.step).toBeGreaterThanOrEqual(stopAfter);
    const after = await events({ resume: last.resume });

    expect(lastOf(after)).toEqual(lastOf(undisturbed));
    expect(curve([...before, ...after])).toEqual(curve(undisturbed));
  });

  it('goes on bit for bit from a checkpoint older than points that were measured', async () => {
    const undisturbed = await events();
    const checkpoint = (await events({}, 13)).at(-1) as TrainingEvent & { resume: ResumePoint };
    const lost = await events({ resume: checkpoint.resume }, 41);
    expect(evaluations(lost).map(({ step }) => step)).toEqual([20, 40]);
    const after = await events({ resume: checkpoint.resume });

    expect(lastOf(after)).toEqual(lastOf(undisturbed));
    expect(curve(after)).toEqual(curve(undisturbed));
    expect(curve([...lost, ...after])).toEqual(curve(undisturbed));
  });

  it('gives evaluations a checkpoint where one is due, and parameters where they are wanted', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const request = {
      options: { ...options, epochs: 1, evaluationInterval: 2 },
      wantsParameters: (step: number) => step === 4 || step === 8,
    };
    const found: Evaluated[] = [];
    for await (const event of train(engine, { network, data, ...request }, never)) {
      if (event.kind === 'evaluated') found.push(event);
      if (event.step === 11) vi.advanceTimersByTime(5_001);
    }
    const steps = (key: 'parameters' | 'resume') =>
      found.filter((event) => event[key] !== undefined).map(({ step }) => step);
    expect(found.map(({ step }) => step)).toEqual([2, 4, 6, 8, 10, 12, 14, 16]);
    expect(steps('resume')).toEqual([12, 16]);
    expect(steps('parameters')).toEqual([4, 8, 12, 16]);
    for (const { parameters, resume } of found.slice(-3)) {
      expect(parameters).toBe(resume?.parameters);
    }
  });

  it('gives other weights for another seed', async () => {
    const one = lastOf(await events());
    const two = lastOf(await events({ options: { ...options, seed: 2 } }));
    expect(one.parameters).not.toEqual(two.parameters);
  });

  it('fails with the step at which the loss is no longer finite', async () => {
    const parameters = initialParameters(network, 1).fill(3e38, -650);
    const moments = new Float32Array(parameters.length);
    const resume = {
      step: 5,
      parameters,
      firstMoment: moments,
      secondMoment: moments,
      lossSum: 0,
      lossCount: 0,
      best: null,
    };
    await expect(events({ resume })).rejects.toMatchObject({
      code: 'TRAINING_DIVERGED',
      message: expect.stringContaining('diverged at step 5: the training loss was') as string,
    });
  });
});
