import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

import { addModel, newRun, startTestService, type TestService } from './testService.ts';

interface Connection {
  edges: { cursor: string; node: { slug: string } }[];
  nodes: { slug: string }[];
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
  totalCount: number;
}

const slugs = ['first', 'second', 'third', 'fourth', 'fifth'];
const newestFirst = [...slugs].reverse();

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
  for (const name of slugs) {
    await addModel(service, { cell: name === 'third' ? 'GRU' : 'LSTM', units: 2 }, { name });
  }
  await service.store.runs.create(newRun({ cell: 'GRU', units: 7 }));
});
afterAll(() => service.close());

async function models(args: object): Promise<Connection> {
  const { data } = await service.ask<{ models: Connection }>(
    `query ($first: Int, $after: String, $filter: ModelFilter) {
      models(first: $first, after: $after, filter: $filter) {
        edges { cursor node { slug } } nodes { slug } totalCount
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      }
    }`,
    args,
  );
  return data.models;
}

describe('models', () => {
  test('come in pages, the newest first', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    for (const expected of [2, 2, 1]) {
      const page: Connection = await models({ first: 2, after });
      expect(page.nodes).toHaveLength(expected);
      expect(page.edges.map(({ node }) => node)).toEqual(page.nodes);
      expect(page.totalCount).toBe(5);
      expect(page.pageInfo).toEqual({
        hasNextPage: seen.length + expected < 5,
        hasPreviousPage: seen.length > 0,
        startCursor: page.edges[0]?.cursor,
        endCursor: page.edges.at(-1)?.cursor,
      });
      seen.push(...page.nodes.map(({ slug }) => slug));
      after = page.pageInfo.endCursor;
    }
    expect(seen).toEqual(newestFirst);
    const beyond = await models({ first: 2, after });
    expect(beyond.nodes).toEqual([]);
    expect(beyond.pageInfo).toMatchObject({ hasNextPage: false, startCursor: null });
  });

  test('of a filter are counted and paged alone', async () => {
    const { nodes, totalCount } = await models({ filter: { cell: 'GRU' } });
    expect([nodes, totalCount]).toEqual([[{ slug: 'third' }], 1]);
    expect((await models({ filter: { architecture: 'custom-lstm-2' } })).totalCount).toBe(4);
    expect((await models({ filter: { dataset: 'nothing' } })).totalCount).toBe(0);
  });

  test('take null for what is not given', async () => {
    expect((await models({ first: null, after: null, filter: null })).totalCount).toBe(5);
  });

  test('of none tell how many there are', async () => {
    const { nodes, totalCount, pageInfo } = await models({ first: 0 });
    expect([nodes, totalCount]).toEqual([[], 5]);
    expect(pageInfo).toMatchObject({ hasNextPage: true, endCursor: null });
  });

  test.each([-1, 101])('are not given %d at a time', async (first) => {
    expect(await service.askInVain(`{ models(first: ${first}) { totalCount } }`)).toEqual([
      'INVALID_ARGUMENT',
      `first: expected a whole number from 0 to 100, got ${first}`,
    ]);
  });

  test.each(['', 'x', 'YWZ0ZXI6', Buffer.from(`after:${'-'.repeat(36)}`).toString('base64url')])(
    'do not come after %j',
    async (after) => {
      const query = 'query ($after: String) { models(after: $after) { totalCount } }';
      expect((await service.askInVain(query, { after }))[0]).toBe('INVALID_ID');
    },
  );
});

describe('runs', () => {
  test('are listed by their status', async () => {
    const { data } = await service.ask<{ queued: object; ended: object }>(`{
      queued: runs(filter: { status: QUEUED }) {
        totalCount nodes { architecture { slug } queuePosition }
      }
      ended: runs(first: 1, filter: { status: SUCCEEDED }) {
        totalCount nodes { model { slug } } pageInfo { hasNextPage }
      }
    }`);
    expect(data).toEqual({
      queued: {
        totalCount: 1,
        nodes: [{ architecture: { slug: 'custom-gru-7' }, queuePosition: 1 }],
      },
      ended: {
        totalCount: 5,
        nodes: [{ model: { slug: 'fifth' } }],
        pageInfo: { hasNextPage: true },
      },
    });
  });
});

test('what a list asks for item by item is one query of each kind', async () => {
  const { runs, models } = service.store;
  const spies = [
    vi.spyOn(models, 'ofRuns'),
    vi.spyOn(runs.jobs, 'queuePositions'),
    vi.spyOn(runs, 'findAll'),
  ];
  const { data, errors } = await service.ask<Record<string, { nodes: object[] }>>(`{
    runs(first: 100) { nodes { queuePosition model { slug run { id } } } }
    models(first: 100) { nodes { slug run { name } } }
  }`);
  expect(errors).toBeUndefined();
  expect(data['models']?.nodes.length).toBeGreaterThan(1);
  expect(data['runs']?.nodes.length).toBeGreaterThan(2);
  const [askedModels = 0, positions = 0, askedRuns = 0] = spies.map((spy) => spy.mock.calls.length);
  expect([askedModels, positions]).toEqual([1, 1]);
  // The runs of the models of runs are known only when those models are.
  expect(askedRuns).toBeLessThanOrEqual(2);
  for (const spy of spies) spy.mockRestore();
});

describe('node', () => {
  test('gives a model by its global id', async () => {
    const { data } = await service.ask<{ model: { id: string } }>(
      '{ model(model: "first") { id } }',
    );
    const query = 'query ($id: ID!) { node(id: $id) { __typename ... on Model { slug } } }';
    expect((await service.ask(query, data.model)).data).toEqual({
      node: { __typename: 'Model', slug: 'first' },
    });
  });

  test('gives null for what is gone, and for what is no id', async () => {
    const gone = 'TW9kZWw6MDFhMjBjNzMtOGE3Mi03MDAwLWE4Y2EtYTM2OGI3YzcwYzEw';
    const query = 'query ($id: ID!) { node(id: $id) { id } }';
    expect((await service.ask(query, { id: gone })).data).toEqual({ node: null });
    expect((await service.ask(query, { id: 'first' })).data).toEqual({ node: null });
  });
});
