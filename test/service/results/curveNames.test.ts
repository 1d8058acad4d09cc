import { expect, test } from 'vitest';

import { defaultTrainingOptions } from '../../../src/networks/trainingOptions.ts';
import { curveNames } from '../../../src/service/results/curveNames.ts';

function run(digit: number, architecture: string, seed: number, name: string | null = null) {
  const id = `01a20c73-8a72-7000-a8ca-a368b7c70c1${digit}`;
  return { id, architecture, name, options: { ...defaultTrainingOptions, seed } };
}

const noModels = new Map<string, { slug: string }>();

test('says no more than is needed to tell the runs apart', () => {
  const two = [run(1, 'lstm-32', 1, 'mine'), run(2, 'gru-32', 1)];
  expect(curveNames(two, noModels)).toEqual(['lstm-32', 'gru-32']);
  const three = [run(1, 'lstm-32', 1), run(2, 'gru-32', 1), run(3, 'lstm-32', 2)];
  expect(curveNames(three, noModels)).toEqual(['lstm-32, seed 1', 'gru-32', 'lstm-32, seed 2']);
});

test('where seeds are the same, names the model, in whatever order the runs come', () => {
  const runs = [run(1, 'lstm-32', 1), run(2, 'lstm-32', 1, 'mine'), run(3, 'lstm-32', 2)];
  const models = new Map([
    [runs[0]!.id, { slug: 'lstm-32' }],
    [runs[1]!.id, { slug: 'mine' }],
  ]);
  const names = ['lstm-32', 'mine', 'lstm-32, seed 2'];

  expect(curveNames(runs, models)).toEqual(names);
  expect(curveNames(runs.toReversed(), models)).toEqual(names.toReversed());
});

test('a run without a model has the name that its model would have', () => {
  const runs = [run(1, 'lstm-32', 1), run(2, 'lstm-32', 1, 'slow'), run(3, 'lstm-32', 1, 'slow')];
  const models = new Map([[runs[2]!.id, { slug: 'slow' }]]);

  expect(curveNames(runs, models)).toEqual([
    ...['lstm-32-b7c70c11', 'lstm-32-b7c70c12', 'lstm-32-b7c70c13'],
  ]);
  expect(curveNames(runs.slice(0, 2), models)).toEqual(['lstm-32-b7c70c11', 'slow']);
});
