import { createClient, type Client } from 'graphql-ws';
import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';

import { limits } from '../../src/http/limits.ts';
import { addModel, startTestService, type AnsweredError, type TestService } from './testService.ts';

let service: TestService;
let client: Client;
beforeAll(async () => {
  service = await startTestService();
  await addModel(service, { cell: 'LSTM', units: 200 }, { name: 'wide' });
  client = createClient({
    url: `${service.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
  });
});
afterAll(async () => {
  await client.dispose();
  await service.close();
});

/** Codes and messages over HTTP, which must be the same over WebSocket. */
async function refusals(query: string): Promise<{ code: string; message: string }[]> {
  const response = await service.post(JSON.stringify({ query }));
  expect(response.status).toBe(400);
  const { errors } = (await response.json()) as { errors: AnsweredError[] };
  const told = errors.map(({ extensions, message }) => ({ code: extensions.code, message }));
  const overSocket = await new Promise<readonly AnsweredError[]>((resolve, reject) => {
    const error = (told: unknown) => resolve(told as readonly AnsweredError[]);
    const complete = () => reject(new Error('no error'));
    client.subscribe({ query }, { next: complete, error, complete });
  });
  expect(overSocket.map(({ extensions, message }) => ({ code: extensions.code, message }))).toEqual(
    told,
  );
  return told;
}

function repeated(count: number, part: (n: number) => string): string {
  return Array.from({ length: count }, (_, n) => part(n)).join(' ');
}

function tooLarge(message: string): unknown {
  return [{ code: 'QUERY_TOO_LARGE', message: `query: expected ${message}` }];
}

describe('too much at once is refused:', () => {
  test('levels of fields', async () => {
    const query = `{ runs { nodes { ${'model { run { '.repeat(5)} id ${'} } '.repeat(5)} } } }`;
    expect(await refusals(query)).toEqual(tooLarge(`at most ${limits.depth} levels of fields`));
  });

  test('aliases', async () => {
    const query = `{ ${repeated(limits.aliases + 1, (n) => `a${n}: architectures { slug }`)} }`;
    expect(await refusals(query)).toEqual(tooLarge(`at most ${limits.aliases} aliases`));
  });

  test('aliases by way of a fragment', async () => {
    const query = `{ ${repeated(4, (n) => `a${n}: architectures { ...F }`)} }
      fragment F on Architecture { ${repeated(8, (n) => `s${n}: slug`)} }`;
    expect(await refusals(query)).toEqual(tooLarge(`at most ${limits.aliases} aliases`));
  });

  test('directives', async () => {
    const many = repeated(limits.directives + 1, () => 'slug @include(if: true)');
    expect(await refusals(`{ architectures { ${many} } }`)).toEqual(
      tooLarge(`at most ${limits.directives} directives`),
    );
  });

  test('tokens', async () => {
    const query = `{ architectures { ${'slug '.repeat(limits.tokens)} } }`;
    expect(await refusals(query)).toEqual(tooLarge(`at most ${limits.tokens} tokens`));
  });

  test('introspection without end', async () => {
    const query = `{ __schema { types { ${'fields { type { '.repeat(4)} name ${'} } '.repeat(4)} } } }`;
    const [error] = await refusals(query);
    expect(error?.code).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  test('forward passes', async () => {
    const look = (n: number) => `t${n}: trace(image: { example: { index: ${n} } }, model: "wide")`;
    const many = limits.cost / 200;
    const query = `{ ${repeated(many, (n) => `${look(n)} { decision { label } }`)} }`;
    expect(await refusals(query)).toEqual(tooLarge(`a cost of at most ${limits.cost}, got 6060`));
  });

  test.each([
    ['whose length is written out', '{ runs(first: 100) { nodes { SELECTION } } }'],
    [
      'whose length is in a variable',
      'query ($n: Int = 100) { runs(first: $n) { nodes { SELECTION } } }',
    ],
    [
      'behind a fragment',
      '{ runs(first: 100) { ...P } } fragment P on RunConnection { nodes { SELECTION } }',
    ],
  ])('lookups for each item of a page %s', async (_kind, query) => {
    // 20 for a curve, 5 for a look-up: 61 or more for each run of up to 100.
    const selection = 'model { run { model { run { id } } } } curve { step } queuePosition';
    const twice = `${selection} again: curve(split: TRAIN) { step }`;
    const [error] = await refusals(query.replace('SELECTION', twice));
    expect(error?.code).toBe('QUERY_TOO_LARGE');
    expect(error?.message).toMatch(`query: expected a cost of at most ${limits.cost}, got `);
  });

  const donors = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      activation: 'layers.0.hiddenState',
      fromImage: { example: { index } },
    }));

  test('images to copy from, as each of them is a forward pass', async () => {
    const written = donors(30).map(
      ({ fromImage: { example } }) =>
        `{ activation: "layers.0.hiddenState", fromImage: { example: { index: ${example.index} } } }`,
    );
    const query = (interventions: string) =>
      `trace(image: { example: { index: 0 } }, model: "wide", interventions: ${interventions}) { decision { label } }`;
    const message = `a cost of at most ${limits.cost}, got 6202`;
    expect(await refusals(`{ ${query(`[${written.join()}]`)} }`)).toEqual(tooLarge(message));

    const inVariable = `query ($changes: [InterventionInput!]) { ${query('$changes')} }`;
    expect(await service.askInVain(inVariable, { changes: donors(30) })).toEqual([
      'QUERY_TOO_LARGE',
      `query: expected ${message}`,
    ]);
    expect((await service.ask(inVariable, { changes: donors(3) })).errors).toBeUndefined();
  });

  const one =
    'trace(image: { example: { index: 0 } }, model: "wide", preset: { name: HOLD_STATE })';
  const names = Array.from({ length: 9 }, (_, n) => `layers.0.n${n}`);
  const images = Array.from({ length: 20 }, (_, index) => ({ example: { index } }));
  const maps = (count: number) => repeated(count, (n) => `m${n}: heatMap { svg }`);

  test.each<[string, string, object]>([
    [
      'trace',
      `query ($images: [ImageInput!]!) { traces(images: $images, models: ["wide"]) {
        decision { label step correct } figure { svg } predictionsFigure { svg }
      } }`,
      { images },
    ],
    [
      'activation',
      `{ ${one} { activations(names: ${JSON.stringify(names)}) { ${maps(15)} } } }`,
      {},
    ],
    [
      'difference',
      `query ($names: [String!]!) { ${one} { difference(names: $names) { ${maps(15)} } } }`,
      { names },
    ],
    ['layer', `{ ${one} { layers { hiddenStates { ${maps(30)} } } } }`, {}],
  ])('what is asked of each %s', async (_item, query, variables) => {
    const [code, message] = await service.askInVain(query, variables);
    expect(code).toBe('QUERY_TOO_LARGE');
    expect(message).toContain(`query: expected a cost of at most ${limits.cost}, got `);
  });

  test('what graphql itself gives up to validate', async () => {
    const told = await refusals(`{ ${repeated(200, (n) => `no${n}`)} }`);
    expect(told.at(-1)).toEqual({
      code: 'QUERY_TOO_LARGE',
      message: 'query: expected less to validate',
    });
  });

  test('a negative page length buys nothing', async () => {
    const look = 'trace(image: { example: { index: 0 } }, model: "wide") { decision { label } }';
    const query = `{ runs(first: -100) { nodes { curve { step } } } ${repeated(30, (n) => `t${n}: ${look}`)} }`;
    expect((await refusals(query))[0]?.code).toBe('QUERY_TOO_LARGE');
  });
});

describe('what people do is allowed:', () => {
  test('the introspection of tools', async () => {
    const query = getIntrospectionQuery({ oneOf: true, inputValueDeprecation: true });
    const { data, errors } = await service.ask<{ __schema: object }>(query);
    expect(errors).toBeUndefined();
    expect(data.__schema).toBeTypeOf('object');
  });

  test('a page of models with all their properties', async () => {
    const { errors } = await service.ask(`{ models(first: 100) { totalCount edges { cursor node {
      id slug dataset parameterCount createdAt architecture { slug cell units layers }
      weights { url bytes sha256 } evaluation { accuracy crossEntropy accuracyInterval }
      run { id status progress options { seed epochs } }
    } } pageInfo { endCursor } } }`);
    expect(errors).toBeUndefined();
  });

  test('a page whose length stands in a variable, as long as it is', async () => {
    const query = `query ($n: Int!) { runs(first: $n) { nodes {
      ${repeated(3, (n) => `c${n}: curve { step }`)}
    } } }`;
    expect((await service.ask(query, { n: 10 })).errors).toBeUndefined();
    expect((await service.askInVain(query, { n: 100 }))[0]).toBe('QUERY_TOO_LARGE');
  });

  test('every gate of a trace', async () => {
    const gate = '{ shape base64 }';
    const { errors } = await service.ask(`{ trace(image: { example: { index: 0 } }, model: "wide") {
      layers { hiddenStates ${gate} gates { inputGate ${gate} forgetGate ${gate} outputGate ${gate}
      candidate ${gate} cellState ${gate} } } predictions { label probabilities } decision { step }
    } }`);
    expect(errors).toBeUndefined();
  });
});

describe('a request that is no GraphQL', () => {
  const errorsOf = async (response: Response) => {
    const { errors } = (await response.json()) as { errors: AnsweredError[] };
    return [response.status, errors.map(({ extensions }) => extensions.code)];
  };

  test('of too many bytes is refused', async () => {
    const response = await service.post(' '.repeat(limits.body + 1));
    expect(await errorsOf(response)).toEqual([413, ['QUERY_TOO_LARGE']]);
  });

  test('of no JSON is refused', async () => {
    expect(await errorsOf(await service.post('{'))).toEqual([400, ['BAD_REQUEST']]);
  });

  test('of several operations in a list is refused', async () => {
    const batch = JSON.stringify([{ query: '{ __typename }' }, { query: '{ __typename }' }]);
    expect(await errorsOf(await service.post(batch))).toEqual([400, ['BAD_REQUEST']]);
  });

  test('that a page of another site could send unasked is refused', async () => {
    const plain = { 'content-type': 'text/plain' };
    const response = await service.post('{"query":"{ __typename }"}', plain);
    expect(await errorsOf(response)).toEqual([400, ['BAD_REQUEST']]);
    const get = await service.get(`/graphql?query=${encodeURIComponent('{ __typename }')}`);
    expect(await errorsOf(get)).toEqual([400, ['BAD_REQUEST']]);
  });
});
