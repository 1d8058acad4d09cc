import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { addModel, startTestService, type TestService } from '../testService.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.close());

interface Payload {
  trainModel: {
    run: Record<string, unknown> | null;
    userErrors: { field: string; message: string }[];
  };
}

async function ask(input: object): Promise<Payload['trainModel']> {
  const { data } = await service.ask<Payload>(
    `mutation ($input: TrainModelInput!) {
      trainModel(input: $input) {
        run { task { name scan permutationSeed } architecture { head equations parameterCount } }
        userErrors { field message }
      }
    }`,
    { input },
  );
  return data.trainModel;
}

const gru = { cell: 'GRU', units: 32 };

describe('trainModel takes a task', () => {
  test('the next pixel, with its own head and a pixel a step', async () => {
    const { run, userErrors } = await ask({ recipe: gru, task: { name: 'NEXT_PIXEL' } });
    expect(userErrors).toEqual([]);
    expect(run).toMatchObject({
      task: { name: 'NEXT_PIXEL', scan: 'PIXELS', permutationSeed: null },
      architecture: { head: 'AFFINE', parameterCount: 3 * 32 * (1 + 32 + 1) + 32 + 33 },
    });
    const { equations } = (run ?? {})['architecture'] as { equations: string[] };
    expect(equations.at(-1)).toBe('p(x₊₁ = 1) = σ(D₁·h + d₁)');
  });

  test('a permutation of the pixels, by its seed', async () => {
    const task = { name: 'CLASSIFY', scan: 'PERMUTED_PIXELS', permutationSeed: 7 };
    const { run } = await ask({ architecture: 'gru-128', task });
    expect(run).toMatchObject({ task });
  });

  test('none: classes by rows', async () => {
    const { run } = await ask({ architecture: 'gru-32' });
    expect(run).toMatchObject({ task: { name: 'CLASSIFY', scan: 'ROWS', permutationSeed: null } });
  });

  test.each([
    [{ recipe: gru, task: { name: 'NEXT_PIXEL', scan: 'ROWS' } }, 'input.task.scan'],
    [{ recipe: { ...gru, head: 'RESULTS' }, task: { name: 'NEXT_PIXEL' } }, 'input.recipe.head'],
    [{ architecture: 'gru-32', task: { name: 'NEXT_PIXEL' } }, 'input.architecture'],
    [{ recipe: gru, pixels: 'GREY', task: { name: 'NEXT_PIXEL' } }, 'input.pixels'],
    [{ architecture: 'cnn', task: { name: 'CLASSIFY', scan: 'PIXELS' } }, 'input.task'],
    [{ recipe: gru, task: { name: 'CLASSIFY', permutationSeed: 1 } }, 'input.task.permutationSeed'],
  ])('%o is refused, naming %s', async (input, field) => {
    const { run, userErrors } = await ask(input);
    expect(run).toBeNull();
    expect(userErrors.map((error) => error.field)).toEqual([field]);
  });
});

test('an evaluation tells what the task measures', async () => {
  await addModel(service, { cell: 'GRU', units: 4 }, { name: 'measured' });
  const { data } = await service.ask<{
    model: { task: object; evaluation: { accuracy: number; metrics: { name: string }[] } };
  }>(
    '{ model(model: "measured") { task { name } evaluation { accuracy metrics { name value unit } } } }',
  );
  const { task, evaluation } = data.model;
  expect(task).toEqual({ name: 'CLASSIFY' });
  expect(evaluation.metrics.map(({ name }) => name)).toEqual(['crossEntropy', 'accuracy']);
  expect(evaluation.metrics[1]).toMatchObject({ value: evaluation.accuracy, unit: '' });
});
