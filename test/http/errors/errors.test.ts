import { Writable } from 'node:stream';

import { createClient } from 'graphql-ws';
import { pino } from 'pino';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';

import { GatescopeError } from '../../../src/errors.ts';
import { createApp, type App } from '../../../src/http/app.ts';
import type { Services } from '../../../src/service/services.ts';
import { nextOf, type AnsweredError } from '../testService.ts';

/** What the services behind the API throw; each test has its own. */
let thrown = new Error('not set');
const fail = () => Promise.reject(thrown);
const services = {
  store: { models: { find: fail }, runs: { find: fail }, ping: fail, probe: fail },
  events: { subscribe: () => ({ return: () => Promise.resolve() }) },
  catalog: { list: fail },
} as unknown as Services;

const lines: string[] = [];
const log = new Writable({
  write(chunk: Buffer, _encoding, done) {
    lines.push(chunk.toString());
    done();
  },
});
const app: App = await createApp({
  services,
  origins: [],
  dashboard: { folder: '', embedders: [] },
  logger: pino({ level: 'warn' }, log),
});
const address = `127.0.0.1:${await app.listen(0, '127.0.0.1')}`;
afterAll(() => app.close());
beforeEach(() => {
  lines.length = 0;
});

async function errorOf(query: string, headers = {}): Promise<AnsweredError | undefined> {
  const response = await fetch(`http://${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });
  const { errors } = (await response.json()) as { errors?: AnsweredError[] };
  return errors?.[0];
}

describe('a defect', () => {
  const secret = new TypeError('cannot read /home/someone/secret.key');

  test('is told by an id alone, and logged under it with all there is to know', async () => {
    thrown = secret;
    const error = await errorOf('{ datasets { name } }', { 'x-request-id': 'req-1' });
    expect(error).toEqual({
      message: 'Internal error (req-1)',
      locations: [{ line: 1, column: 3 }],
      path: ['datasets'],
      extensions: { code: 'INTERNAL', requestId: 'req-1' },
    });
    const entry = lines.find((line) => line.includes('"internal error"')) ?? '{}';
    expect(JSON.parse(entry)).toMatchObject({
      requestId: 'req-1',
      err: { type: 'TypeError', message: secret.message, stack: secret.stack },
    });
  });

  test('of a plain route is told in the same form', async () => {
    thrown = secret;
    const response = await fetch(`http://${address}/models/x/weights.safetensors`, {
      headers: { 'x-request-id': 'req-2' },
    });
    expect([response.status, await response.json()]).toEqual([
      500,
      {
        errors: [
          {
            message: 'Internal error (req-2)',
            extensions: { code: 'INTERNAL', requestId: 'req-2' },
          },
        ],
      },
    ]);
  });

  test('that has our own code for it is told no better', async () => {
    thrown = new GatescopeError('INTERNAL', 'no slug is free');
    const error = await errorOf('{ datasets { name } }');
    expect(error?.message).toMatch(/^Internal error \([0-9a-f-]{36}\)$/);
  });

  test('over a WebSocket is told no better', async () => {
    thrown = secret;
    const client = createClient({ url: `ws://${address}/graphql`, webSocketImpl: WebSocket });
    const id = 'UnVuOjAxYTIwYzczLThhNzItNzAwMC1hOGNhLWEzNjhiN2M3MGMxMA';
    for (const query of [
      '{ datasets { name } }',
      `subscription { runEvents(run: "${id}") { step } }`,
    ]) {
      const answer = await nextOf(client.iterate({ query }));
      const [error] = (answer?.errors ?? []) as readonly AnsweredError[];
      expect(error?.message).toMatch(/^Internal error \([0-9a-f-]{36}\)$/);
      expect(error?.extensions.code).toBe('INTERNAL');
      expect(lines.join()).toContain(secret.message);
    }
    await client.dispose();
  });
});

describe('a database that is away', () => {
  const cause = new Error('connect ECONNREFUSED 10.0.0.7:5432');
  const away = new GatescopeError('DATABASE_UNAVAILABLE', 'Postgres cannot be reached', { cause });

  test('is told, and the log is not filled with its cause by every request', async () => {
    thrown = away;
    const error = await errorOf('{ model(model: "x") { slug } }');
    expect(error).toMatchObject({
      message: 'Postgres cannot be reached',
      extensions: { code: 'DATABASE_UNAVAILABLE' },
    });
    expect(JSON.stringify(error)).not.toContain('10.0.0.7');
    expect(lines).toEqual([]);
    await fetch(`http://${address}/models/x/weights.safetensors`);
    expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual(['request']);
    expect(lines.join()).not.toContain('10.0.0.7');
  });

  test('makes the server not ready, though alive', async () => {
    thrown = away;
    const ready = await fetch(`http://${address}/readyz`);
    expect([ready.status, ready.headers.get('retry-after')]).toEqual([503, '1']);
    expect((await fetch(`http://${address}/healthz`)).status).toBe(200);
  });
});

describe('what graphql finds wrong keeps its code:', () => {
  test.each([
    ['{', 'GRAPHQL_PARSE_FAILED'],
    ['{ nothing }', 'GRAPHQL_VALIDATION_FAILED'],
    ['{ models(first: "x") { totalCount } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['query ($id: ID!) { node(id: $id) { id } }', 'BAD_USER_INPUT'],
    ['query A { __typename } query B { __typename }', 'OPERATION_RESOLUTION_FAILURE'],
  ])('%s', async (query, code) => {
    expect((await errorOf(query))?.extensions.code).toBe(code);
    expect(lines).toEqual([]);
  });
});

test('a subscription over HTTP is told where to go', async () => {
  expect(await errorOf('subscription { runEvents(run: "x") { step } }')).toMatchObject({
    message:
      'query: expected a query or mutation, as subscriptions come over WebSocket at the same address, got a subscription',
    extensions: { code: 'WEBSOCKET_NEEDED' },
  });
  expect(lines).toEqual([]);
});
