import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { request, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import { Writable } from 'node:stream';

import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';

import { createApp, type App } from '../../../src/http/app.ts';
import { ShortWay } from '../../../src/http/graphql/shortWay.ts';
import { loadZoo } from '../../../src/programs/loadZoo.ts';
import { toGlobalId } from '../../../src/service/records/globalId.ts';
import { addModel, startTestService, type TestService } from '../testService.ts';

const ORIGIN = 'https://dashboard.example';
const examples = new URL('../../../examples/', import.meta.url);
const silent = pino({ level: 'silent' });

const lines: string[] = [];
const log = new Writable({
  write(chunk: Buffer, _encoding, done) {
    lines.push(chunk.toString());
    done();
  },
});

/** How many requests were answered by the short way. */
let short = 0;
let service: TestService;
let app: App;
let port: number;
let run: string;

beforeAll(async () => {
  const take = Reflect.get(ShortWay.prototype, 'take');
  vi.spyOn(ShortWay.prototype, 'take').mockImplementation(function (
    this: ShortWay,
    ...[asked, response, onward, chosen]: Parameters<ShortWay['take']>
  ) {
    take.call(this, asked, response, onward, () => {
      short++;
      chosen();
    });
  });
  service = await startTestService();
  await loadZoo(service.store, silent);
  const model = await addModel(service, { cell: 'GRU', units: 5 }, { name: 'small' });
  run = toGlobalId('Run', model.runId ?? '');
  const { store, queue, events, catalog, inspector, engineLack } = service;
  const services = { store, queue, events, catalog, inspector, engineLack };
  app = await createApp({
    services,
    origins: [ORIGIN],
    dashboard: { folder: '', embedders: [] },
    logger: pino({ level: 'debug' }, log),
  });
  port = await app.listen(0, '127.0.0.1');
}, 60_000);
afterAll(async () => {
  vi.restoreAllMocks();
  await app.close();
  await service.close();
});
beforeEach(() => {
  short = 0;
});

interface Answer {
  status: number | undefined;
  headers: IncomingMessage['headers'];
  body: string;
}

/** @param plain as clients send it; else with a header that says nothing new: the long way */
async function post(body: string, plain: boolean, headers: OutgoingHttpHeaders): Promise<Answer> {
  const length = { 'content-length': Buffer.byteLength(body) };
  const encoding = plain ? {} : { 'content-encoding': 'identity' };
  const all = {
    'content-type': 'application/json',
    'x-request-id': 'same',
    ...length,
    ...encoding,
    ...headers,
  };
  const asked = request({ port, method: 'POST', path: '/graphql', headers: all });
  asked.end(body);
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const { date: _, ...others } = response.headers;
  return { status: response.statusCode, headers: others, body: Buffer.concat(chunks).toString() };
}

/** Asks the long way, by which the document becomes known, and then again. */
async function askTwice(body: object | string, headers: OutgoingHttpHeaders = {}): Promise<Answer> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const before = short;
  const long = await post(text, false, headers);
  expect(short).toBe(before);
  const again = await post(text, true, headers);
  expect(again).toEqual(long);
  return again;
}

const files = readdirSync(examples, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.graphql'))
  .map((file) => [file, readFileSync(new URL(file, examples), 'utf8')] as const)
  .filter(([, query]) => !/^(mutation|subscription)/m.test(query));

describe('a query of the examples is answered the same to the byte', () => {
  test.each(files)(
    '%s',
    async (_file, query) => {
      await askTwice({ query, variables: { run } });
      expect(short).toBe(1);
    },
    60_000,
  );
});

const trace =
  'query ($index: Int!, $model: ID!, $t: Int) { gates(image: { example: { index: $index } }, model: $model, t: $t) { updateGate { shape values base64 } inputGate { values } } }';

describe('so is a known query', () => {
  test.each([
    ['of numbers', trace, { index: 3, model: 'small' }],
    ['of one step', trace, { index: 3, model: 'small', t: 27 }],
    ['with an argument that is out of range', trace, { index: 3, model: 'small', t: 28 }],
    ['about a model that is not there', trace, { index: 3, model: 'nobody' }],
    ['about an image that is not there', trace, { index: -1, model: 'small' }],
    [
      'of which a part fails',
      '{ small: model(model: "small") { slug } activationNames(model: "x") { name } }',
      {},
    ],
    [
      'of names beyond ASCII, and of aliases',
      '{ toJSON: __typename datasets { name } m: model(model: "ü") { slug } }',
      {},
    ],
    ['of the schema', '{ __schema { queryType { name fields { name } } } }', {}],
    [
      'with a fragment and directives',
      '{ model(model: "small") { ...F @skip(if: false) } } fragment F on Model { slug id @include(if: false) }',
      {},
    ],
  ])('%s', async (_what, query, variables) => {
    await askTwice({ query, variables });
    expect(short).toBe(1);
  });

  test('of several, by its name', async () => {
    const query = 'query A { __typename } query B { b: __typename }';
    const { body } = await askTwice({ query, operationName: 'B' });
    expect(body).toBe('{"data":{"b":"Query"}}');
    expect(short).toBe(1);
  });

  test.each([
    ['an allowed one', { origin: ORIGIN }],
    [
      'our own, with a charset and what it accepts',
      { accept: '*/*', 'content-type': 'application/json; charset=utf-8' },
    ],
    [
      'one that prefers JSON',
      { accept: 'application/json, application/graphql-response+json;q=0.9' },
    ],
  ])('of the page of %s', async (_whose, headers) => {
    const { status } = await askTwice({ query: '{ __typename }' }, headers);
    expect(status).toBe(200);
    expect(short).toBe(1);
  });
});

describe('what may not be executed goes the long way, known or not:', () => {
  const copying = `query ($interventions: [InterventionInput!]) {
    trace(image: { example: { index: 0 } }, model: "small", interventions: $interventions) { image { label } }
  }`;
  const copy = { activation: 'layers.0.hiddenState', fromImage: { example: { index: 1 } } };

  test.each<[string, object | string, number]>([
    [
      'a variable of the wrong type',
      { query: trace, variables: { index: 'x', model: 'small' } },
      400,
    ],
    ['a variable that is missing', { query: trace, variables: { model: 'small' } }, 400],
    [
      'too costly by its variables',
      { query: copying, variables: { interventions: Array(40).fill(copy) } },
      400,
    ],
    [
      'an operation that is not there',
      { query: 'query A { __typename }', operationName: 'B' },
      400,
    ],
    ['none of several', { query: 'query A { __typename } query B { __typename }' }, 400],
    [
      'a mutation',
      { query: 'mutation { deleteModel(input: { model: "nobody" }) { userErrors { message } } }' },
      200,
    ],
    ['a subscription', { query: `subscription { runEvents(run: "x") { step } }` }, 400],
    [
      'a persisted query',
      { query: '{ __typename }', extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } },
      200,
    ],
    ['variables in a list', { query: '{ __typename }', variables: [1] }, 400],
    ['no text', { query: '' }, 400],
    ['a syntax error', { query: '{' }, 400],
    ['a field that is not there', { query: '{ nothing }' }, 400],
    ['no JSON', '{"query":"{ __typename }"', 400],
    ['no object', '["{ __typename }"]', 400],
  ])('%s', async (_what, body, status) => {
    const answer = await askTwice(body);
    expect([answer.status, short]).toEqual([status, 0]);
  });

  test.each<[string, OutgoingHttpHeaders, number]>([
    ['of a foreign page', { origin: 'https://evil.example' }, 403],
    ['to a foreign host', { host: 'evil.example' }, 421],
    ['of plain text', { 'content-type': 'text/plain' }, 400],
    ['for an answer of another type', { accept: 'text/html' }, 406],
    ['for an answer of GraphQL’s own type', { accept: 'application/graphql-response+json' }, 200],
  ])('a known query %s', async (_what, headers, status) => {
    await askTwice({ query: '{ __typename }' });
    short = 0;
    const answer = await askTwice({ query: '{ __typename }' }, headers);
    expect([answer.status, short]).toEqual([status, 0]);
  });
});

test('the log and the metrics know both ways by the same address', async () => {
  lines.length = 0;
  await askTwice({ query: '{ __typename }' });
  const [long, again] = lines.map((line) => {
    const {
      time: _time,
      milliseconds: _ms,
      ...entry
    } = JSON.parse(line) as Record<string, unknown>;
    return entry;
  });
  expect(again).toEqual(long);
  expect(again).toMatchObject({
    requestId: 'same',
    method: 'POST',
    path: '/graphql',
    statusCode: 200,
  });
  const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const counted =
    /^gatescope_http_requests_total{method="POST",route="\/graphql",status="200"} (\d+)$/m;
  const before = Number(counted.exec(metrics)?.[1]);
  await post('{"query":"{ __typename }"}', true, {});
  const after = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  expect(counted.exec(after)?.[1]).toBe(`${before + 1}`);
});

test('a defect is told and logged under the id of its request', async () => {
  const query = '{ datasets { name } }';
  await askTwice({ query });
  vi.spyOn(service.catalog, 'list').mockRejectedValue(new TypeError('cannot read /secret'));
  const { body } = await askTwice({ query });
  expect(body).toContain('Internal error (same)');
  expect(lines.filter((line) => line.includes('cannot read /secret'))).toHaveLength(2);
});
