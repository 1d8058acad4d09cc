import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { defaultTrainingOptions } from '../../../src/networks/trainingOptions.ts';
import { startTestService, type TestService } from '../testService.ts';
import { addResult } from './resultRuns.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.close());

describe('results', () => {
  test('are of any architecture, with the options that are its own', async () => {
    await addResult(service, 'cnn', { accuracy: 0.983 });
    await addResult(service, 'lstm-128-dropout', { accuracy: 0.979 });
    const plain = { options: { ...defaultTrainingOptions, seed: 2 } };
    await addResult(service, 'lstm-128-dropout', { seed: 2, change: plain });
    const { data } = await service.ask(
      `{ results(architectures: ["lstm-128-dropout", "cnn"], seeds: [1, 2]) {
        architecture { slug } accuracy { mean values } missingSeeds
      } }`,
    );
    expect(data).toEqual({
      results: [
        {
          architecture: { slug: 'lstm-128-dropout' },
          accuracy: { mean: 0.979, values: [0.979, null] },
          missingSeeds: [2],
        },
        {
          architecture: { slug: 'cnn' },
          accuracy: { mean: 0.983, values: [0.983, null] },
          missingSeeds: [2],
        },
      ],
    });
  });

  test.each([
    ['[]', 'INVALID_ARGUMENT', 'architectures: expected 1 to 24 architectures, got none'],
    ['["cnn", "cnn"]', 'INVALID_ARGUMENT', 'architectures: expected each once, got "cnn" twice'],
    [
      '["custom-gru-4"]',
      'ARCHITECTURE_NOT_FOUND',
      'architectures: expected slugs of the zoo’s architectures, got "custom-gru-4"',
    ],
  ])('%s is refused', async (architectures, code, message) => {
    const query = `{ results(architectures: ${architectures}) { missingSeeds } }`;
    expect(await service.askInVain(query)).toEqual([code, message]);
  });
});
