import { afterAll, beforeAll, expect, test } from 'vitest';

import { startTestService, type TestService } from '../testService.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.close());

interface TrainAnswer {
  trainModel: { run: { id: string } | null; userErrors: { field: string; code: string }[] };
}

function train(priority: number) {
  return service.ask<TrainAnswer>(
    `mutation ($priority: Int!) {
      trainModel(input: { architecture: "gru-32", priority: $priority }) {
        run { id } userErrors { field code }
      }
    }`,
    { priority },
  );
}

test('a run is a job: what all jobs have can be asked of it without knowing what it is', async () => {
  const first = (await train(0)).data.trainModel.run;
  const urgent = (await train(100)).data.trainModel.run;
  const query = `query ($id: ID!) {
    node(id: $id) {
      __typename
      ... on Job {
        id status progress priority queuePosition waitingReason attempt
        error { code } startedAt finishedAt
      }
    }
  }`;
  const waits = { status: 'QUEUED', progress: 0, waitingReason: null, attempt: 0, error: null };
  const common = { __typename: 'Run', ...waits, startedAt: null, finishedAt: null };
  const node = async (run: { id: string } | null) =>
    (await service.ask<{ node: object }>(query, { id: run?.id })).data.node;
  expect(await node(urgent)).toMatchObject({ ...common, priority: 100, queuePosition: 1 });
  expect(await node(first)).toMatchObject({ ...common, priority: 0, queuePosition: 2 });
});

test.each([101, -101])('a priority of %i is a mistake that is told', async (priority) => {
  const { trainModel } = (await train(priority)).data;
  expect(trainModel).toMatchObject({
    run: null,
    userErrors: [{ field: 'input.priority', code: 'INVALID_ARGUMENT' }],
  });
});
