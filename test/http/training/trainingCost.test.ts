import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';

import type { NewRun } from '../../../src/store/records.ts';
import { addResult } from '../results/resultRuns.ts';
import { newRun, startTestService, type TestService } from '../testService.ts';

interface Cost {
  parameterCount: number;
  multiplyAddsPerStep: number | null;
  multiplyAddsPerImage: number;
  steps: number;
  expectedSeconds: number | null;
  measuredRuns: number;
  engine: string | null;
}
interface Answer {
  trainingCost: { cost: Cost | null; userErrors: { field: string; message: string }[] };
}

const FIELDS = `cost {
  parameterCount multiplyAddsPerStep multiplyAddsPerImage steps expectedSeconds measuredRuns engine
} userErrors { field message }`;

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.close());

async function ask(input: string): Promise<Answer['trainingCost']> {
  const { data, errors } = await service.ask<Answer>(
    `{ trainingCost(input: { ${input} }) { ${FIELDS} } }`,
  );
  expect(errors).toBeUndefined();
  return data.trainingCost;
}

// Head RESULTS: twice 64 units of ReLU, then 10 logits.
test.each([
  ['LSTM', 'recipe: { cell: LSTM, units: 5 }', 4 * 5 * (28 + 5), 5 * 64 + 64 * 64 + 64 * 10],
  [
    'stacked GRU behind a projection',
    'recipe: { cell: GRU, units: 7, layers: 2, inputProjection: true }',
    28 * 7 + 2 * 3 * 7 * (7 + 7),
    7 * 64 + 64 * 64 + 64 * 10,
  ],
  [
    'batch-normalized LSTM',
    'recipe: { cell: LSTM, units: 5, batchNormalization: true }',
    4 * 5 * (28 + 5),
    5 * 64 + 64 * 64 + 64 * 10,
  ],
])('%s: a product of matrices for each row, and the head once', async (_, input, step, head) => {
  const { cost, userErrors } = await ask(input);
  expect(userErrors).toEqual([]);
  expect(cost).toMatchObject({
    ...{ multiplyAddsPerStep: step, multiplyAddsPerImage: 28 * step + head },
    ...{ expectedSeconds: null, measuredRuns: 0, engine: null },
  });
});

test('models of the whole image have no steps; a kernel is used at each pixel', async () => {
  const linear = await ask('architecture: "linear"');
  expect(linear.cost).toMatchObject({
    ...{ multiplyAddsPerStep: null, multiplyAddsPerImage: 7840, parameterCount: 7850 },
  });
  const { data } = await service.ask<{
    architectures: { slug: string; convolutions: number[]; dense: number[] }[];
  }>('{ architectures { slug convolutions dense } }');
  const { convolutions, dense } = data.architectures.find(({ slug }) => slug === 'cnn')!;
  let [side, channels, sum] = [28, 1, 0];
  for (const made of convolutions) {
    sum += 9 * channels * made * side * side;
    [side, channels] = [Math.floor(side / 2), made];
  }
  let inputs = side * side * channels;
  for (const units of [...dense, 10]) {
    sum += inputs * units;
    inputs = units;
  }
  expect((await ask('architecture: "cnn"')).cost?.multiplyAddsPerImage).toBe(sum);
});

test('mistakes are told as trainModel tells them, and nothing is queued', async () => {
  const { cost, userErrors } = await ask('recipe: { cell: GRU, units: 0 }, epochs: -1');
  expect(cost).toBeNull();
  expect(userErrors.map(({ field }) => field)).toEqual(
    expect.arrayContaining(['input.recipe.units', 'input.epochs']),
  );
  const { data } = await service.ask<{ runs: { totalCount: number } }>('{ runs { totalCount } }');
  expect(data.runs.totalCount).toBe(0);
});

test('seconds go by the median of finished runs alike, and by no others', async () => {
  const input = 'architecture: "gru-32"';
  const before = (await ask(input)).cost!;
  expect(before.expectedSeconds).toBeNull();
  const finish = async (seconds: number, change: Partial<NewRun> = {}, engine = 'native test') => {
    const { run } = await addResult(service, 'gru-32', { change });
    const id = Buffer.from(run, 'base64').toString().split(':')[1];
    const client = new Client({ connectionString: service.databaseUrl });
    await client.connect();
    await client.query(
      `UPDATE "Run" SET "startedAt" = "finishedAt" - make_interval(secs => $1), "step" = 1000,
        "engine" = $2 WHERE "id" = $3`,
      [seconds, engine, id],
    );
    await client.end();
  };
  await finish(10);
  await finish(40);
  await finish(20);
  // Another engine, another network, another batch size.
  const { options } = newRun({ cell: 'GRU', units: 32 });
  await finish(900, { options: { ...options, batchSize: 17 } });
  await finish(900, { network: newRun({ cell: 'GRU', units: 3 }).network });
  const { cost } = await ask(input);
  expect(cost).toMatchObject({ steps: before.steps, measuredRuns: 3, engine: 'native test' });
  expect(cost?.expectedSeconds).toBeCloseTo((20 / 1000) * before.steps, 3);
  expect((await ask(`${input}, engine: TENSORFLOW`)).cost?.expectedSeconds).toBeNull();
  await finish(70, {}, 'tensorflow 2.21.0 cpu');
  const other = (await ask(`${input}, engine: TENSORFLOW`)).cost;
  expect(other).toMatchObject({ measuredRuns: 1, engine: 'tensorflow 2.21.0 cpu' });
  expect(other?.expectedSeconds).toBeCloseTo((70 / 1000) * before.steps, 3);
});
