import { expect, test } from 'vitest';

import { defaultTrainingOptions } from '../../../src/networks/trainingOptions.ts';
import { curveNames } from '../../../src/resolvers/results/curveNames.ts';

function run(architecture: string, seed: number, name: string | null = null) {
  return { architecture, name, options: { ...defaultTrainingOptions, seed } };
}

test('says no more than is needed to tell the runs apart', () => {
  expect(curveNames([run('lstm-32', 1, 'mine'), run('gru-32', 1)])).toEqual(['lstm-32', 'gru-32']);
  expect(curveNames([run('lstm-32', 1), run('gru-32', 1), run('lstm-32', 2)])).toEqual([
    'lstm-32, seed 1',
    'gru-32',
    'lstm-32, seed 2',
  ]);
  expect(curveNames([run('lstm-32', 1), run('lstm-32', 1, 'slow'), run('lstm-32', 2)])).toEqual([
    'lstm-32, seed 1 (run 1)',
    'lstm-32, seed 1 (slow)',
    'lstm-32, seed 2',
  ]);
});
