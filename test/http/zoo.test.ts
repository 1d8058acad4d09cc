import { afterAll, beforeAll, expect, test } from 'vitest';

import { createLogger } from '../../src/logger.ts';
import { loadZoo } from '../../src/programs/loadZoo.ts';
import { architectures, findArchitecture } from '../../src/zoo/architectures.ts';
import { sampleCard, sampleZoo } from '../zoo/sampleZoo.ts';
import { startTestService, type TestService } from './testService.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.close());

interface ArchitectureAnswer {
  slug: string;
  equations: string[];
}

test('every architecture of the zoo comes with its card, in the registry’s order', async () => {
  const { data } = await service.ask<{ architectures: ArchitectureAnswer[] }>(`{
    architectures {
      slug title description paper equations parameterCount dropout
      cell units layers resetAfter forgetBias gateBias batchNormalization
      inputProjection head initialization convolutions dense
    }
  }`);
  expect(data.architectures.map(({ slug }) => slug)).toEqual(architectures.map(({ slug }) => slug));
  const bySlug = new Map(data.architectures.map((entry) => [entry.slug, entry]));

  expect(bySlug.get('lstm-32-zeros')).toMatchObject({
    ...{ cell: 'LSTM', units: 32, layers: 1, forgetBias: 0, initialization: 'ZERO_CELL' },
    ...{ resetAfter: null, gateBias: null, convolutions: null, dense: null, paper: null },
    ...{ dropout: 0, batchNormalization: false, inputProjection: false, head: 'RESULTS' },
  });
  expect(bySlug.get('lstm-128-dropout')).toMatchObject({ units: 128, dropout: 0.5 });
  expect(bySlug.get('lstm-128-batch-norm')).toMatchObject({
    batchNormalization: true,
    paper: expect.stringContaining('arXiv 1603.09025') as string,
  });
  expect(bySlug.get('cnn')).toMatchObject({
    ...{ cell: null, units: null, layers: null, head: null, initialization: null },
    ...{ convolutions: [8, 16], dense: [32], parameterCount: 26_698 },
  });
  expect(bySlug.get('linear')?.equations).toEqual(['p = softmax(D₁·x₀ + d₁)']);
});

test('a model of the zoo shows the run that made it, and cannot be deleted', async () => {
  const architecture = findArchitecture('gru-32')!;
  await loadZoo(service.store, createLogger('test', 'silent'), await sampleZoo({ architecture }));
  const { data } = await service.ask(`{
    model(model: "gru-32") {
      architecture { slug }
      createdAt
      evaluation { split accuracy accuracyInterval examples }
      run {
        id status engine attempt step totalSteps keptStep startedAt finishedAt
        snapshots { step }
        curve { step value }
        model { slug }
      }
    }
  }`);
  const card = sampleCard(architecture);
  const [startedAt, finishedAt] = [card.startedAt.toJSON(), card.finishedAt.toJSON()];
  expect(data).toMatchObject({
    model: {
      architecture: { slug: 'gru-32' },
      createdAt: finishedAt,
      evaluation: { split: 'TEST', accuracy: 0.95, examples: 20 },
      run: {
        ...{ status: 'SUCCEEDED', engine: card.engine, attempt: 1, startedAt, finishedAt },
        ...{ step: 200, totalSteps: 200, keptStep: 200, snapshots: [] },
        curve: [
          { step: 100, value: 0.75 },
          { step: 200, value: 0.95 },
        ],
        model: { slug: 'gru-32' },
      },
    },
  });

  const deleted = await service.ask<{ deleteModel: object }>(
    'mutation { deleteModel(input: { model: "gru-32" }) { deletedModel userErrors { code } } }',
  );
  expect(deleted.data.deleteModel).toEqual({
    deletedModel: null,
    userErrors: [{ code: 'MODEL_PROTECTED' }],
  });
  const { run } = (data as { model: { run: { id: string } } }).model;
  const itsRun = await service.ask<{ deleteRun: object }>(
    'mutation ($run: ID!) { deleteRun(input: { run: $run }) { userErrors { message code } } }',
    { run: run.id },
  );
  const message = 'input.run: expected a run that made no model of the zoo, got that of gru-32';
  expect(itsRun.data.deleteRun).toEqual({ userErrors: [{ message, code: 'MODEL_PROTECTED' }] });
});
