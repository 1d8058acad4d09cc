import { beforeAll, describe, expect, it } from 'vitest';
import type { TrainingData } from '../../src/data/trainingData.ts';
import { TensorFlowEngine } from '../../src/engines/tensorflow/tensorflowEngine.ts';
import { makeRecipe, type Recipe } from '../../src/networks/recipe.ts';
import { defaultTrainingOptions } from '../../src/networks/trainingOptions.ts';
import type { ResumePoint, TrainingEvent } from '../../src/training/trainingEvents.ts';
import { collectEvents, curve, lastOf } from './collectedEvents.ts';
import { smallMnist } from './smallMnist.ts';

const recipes: [string, Recipe, dropout: number][] = [
  ['a linear classifier', { convolutions: [], dense: [] }, 0],
  ['a convolutional network', { convolutions: [2, 3], dense: [5] }, 0],
  ['a vanilla cell', makeRecipe({ cell: 'RNN', units: 6 }), 0.2],
  ['batch normalization', makeRecipe({ cell: 'LSTM', units: 4, batchNormalization: true }), 0.2],
];

let engine: TensorFlowEngine;
let data: TrainingData;
beforeAll(async () => {
  engine = new TensorFlowEngine({ mode: 'cpu', threads: 2 });
  data = await smallMnist(null);
});

describe.each(recipes)('%s, on grey values', (_kind, recipe, dropout) => {
  const network = { recipe, rows: 28, columns: 28, classes: 10, binarizeThreshold: null };
  // 7.8 steps, so 8.
  const chosen = {
    epochs: 1,
    batchSize: 128,
    evaluationInterval: 3,
    dropout,
    keep: 'BEST',
  } as const;
  const options = {
    ...defaultTrainingOptions,
    ...chosen,
    schedule: 'COSINE',
    clipNorm: 1,
  } as const;

  it('learns, and goes on bit for bit from where it was stopped', async () => {
    const request = { network, data, options };
    const undisturbed = await collectEvents(engine, request);
    const train = [...curve(undisturbed).values()].filter(({ split }) => split === 'TRAIN');
    expect(train.at(-1)!.crossEntropy).toBeLessThan(train[0]!.crossEntropy);
    const before = await collectEvents(engine, request, 4);
    const { resume } = before.at(-1) as TrainingEvent & { resume: ResumePoint };
    const after = await collectEvents(engine, { ...request, resume });
    expect(lastOf(after)).toEqual(lastOf(undisturbed));
    expect(curve([...before, ...after])).toEqual(curve(undisturbed));
  });
});
