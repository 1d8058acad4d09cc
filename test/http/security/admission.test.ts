import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';

import { createApp } from '../../../src/http/app.ts';
import { Admission } from '../../../src/http/security/admission.ts';
import { createLogger } from '../../../src/logger.ts';
import { startTestService, type TestService } from '../testService.ts';

const ORIGIN = 'https://dashboard.example';
const MUTATION =
  '{"query":"mutation { trainModel(input: { architecture: \\"lstm-32\\" }) { run { id } } }"}';

let service: TestService;
let port: number;
beforeAll(async () => {
  service = await startTestService([ORIGIN]);
  port = Number(new URL(service.url).port);
});
afterAll(() => service.close());

type Answer = [status: number | undefined, code: string | undefined];

/** With headers that fetch would not let through. */
async function ask(
  method: string,
  path: string,
  headers: Record<string, string>,
  toPort = port,
): Promise<Answer> {
  const asked = request({ host: '127.0.0.1', port: toPort, method, path, headers });
  asked.end(method === 'POST' ? MUTATION : undefined);
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  return [answer.statusCode, codeIn(await text(answer))];
}

function codeIn(body: string): string | undefined {
  const { errors } = JSON.parse(body || '{}') as { errors?: { extensions: { code: string } }[] };
  return errors?.[0]?.extensions.code;
}

const train = (headers: Record<string, string>) =>
  ask('POST', '/graphql', { 'content-type': 'application/json', ...headers });

async function upgrade(headers: Record<string, string>): Promise<Answer> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/graphql`, 'graphql-transport-ws', {
    headers,
  });
  socket.on('error', () => undefined);
  const answer = await Promise.race([
    once(socket, 'open').then((): Answer => [101, undefined]),
    once(socket, 'unexpected-response').then(async ([, response]): Promise<Answer> => {
      const { statusCode } = response as IncomingMessage;
      return [statusCode, codeIn(await text(response as IncomingMessage))];
    }),
  ]);
  socket.terminate();
  return answer;
}

async function runs(): Promise<number> {
  const { totalCount } = await service.store.runs.list({ first: 1, after: null, filter: {} });
  return totalCount;
}

describe('on a loopback address', () => {
  test.each([
    'evil.example',
    'evil.example:80',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '10.0.0.1',
    'x y',
  ])('a request to %s is refused, its own page or not', async (host) => {
    const before = await runs();
    const origin = `http://${host}`;
    const refused = [421, 'HOST_NOT_ALLOWED'];
    expect(await train({ host, origin })).toEqual(refused);
    expect(await train({ host })).toEqual(refused);
    expect(await ask('GET', '/healthz', { host })).toEqual(refused);
    expect(await upgrade({ host, origin })).toEqual(refused);
    expect(await runs()).toBe(before);
  });

  test.each([
    'localhost',
    'localhost:1',
    'LOCALHOST:8080',
    '127.0.0.1',
    '127.1.2.3:4',
    '[::1]:4000',
  ])('a request to %s is answered', async (host) => {
    expect(await ask('GET', '/healthz', { host })).toEqual([200, undefined]);
    expect(await upgrade({ host })).toEqual([101, undefined]);
  });

  test('so is one to the host of an allowed origin, as behind a proxy', async () => {
    const host = 'dashboard.example';
    expect(await train({ host, origin: ORIGIN })).toEqual([200, undefined]);
    expect(await upgrade({ host, origin: ORIGIN })).toEqual([101, undefined]);
  });
});

test.each([
  ['localhost:80', 'http://localhost'],
  ['localhost', 'http://localhost:80'],
  ['dashboard.example:443', 'https://dashboard.example'],
  ['[::1]:80', 'http://[::1]'],
])('Host %s is that of the origin %s, as the port is the usual one', async (host, origin) => {
  expect(await train({ host, origin })).toEqual([200, undefined]);
  expect(await upgrade({ host, origin })).toEqual([101, undefined]);
});

test.each([
  ['localhost:443', 'http://localhost'],
  ['localhost:80', 'https://localhost'],
])('Host %s is not that of the origin %s', async (host, origin) => {
  expect(await train({ host, origin })).toEqual([403, 'ORIGIN_NOT_ALLOWED']);
});

describe('a mutation of', () => {
  test.each(['https://evil.example', 'http://127.0.0.1:1', 'null', 'x'])(
    'a page of %s is not carried out',
    async (origin) => {
      const before = await runs();
      expect(await train({ origin })).toEqual([403, 'ORIGIN_NOT_ALLOWED']);
      expect(await runs()).toBe(before);
    },
  );

  test('our own page, an allowed one or none is', async () => {
    const before = await runs();
    for (const headers of [{ origin: service.url }, { origin: ORIGIN }, {}]) {
      expect(await train({ ...headers })).toEqual([200, undefined]);
    }
    expect(await runs()).toBe(before + 3);
  });
});

test('a name of this machine that HOST gives is one to be asked by', () => {
  // As Debian has a machine's own name, in /etc/hosts.
  const admission = new Admission({ origins: [], listensOn: () => '127.0.1.1' });
  const asked = { headers: { host: 'my-machine:4000' } } as IncomingMessage;
  expect(admission.refusalOfUpgrade(asked)).toMatchObject({ code: 'HOST_NOT_ALLOWED' });
  admission.answerTo('My-Machine');
  expect(admission.refusalOfUpgrade(asked)).toBeNull();
});

test('on all addresses any host will do, and foreign origins still do not', async () => {
  const { store, queue, events, catalog, inspector, engineLack } = service;
  const services = { store, queue, events, catalog, inspector, engineLack };
  const app = await createApp({
    services,
    origins: [],
    dashboard: { folder: '', embedders: [] },
    logger: createLogger('test', 'silent'),
  });
  const open = await app.listen(0, '0.0.0.0');
  const host = 'gatescope.example';
  expect(await ask('GET', '/healthz', { host }, open)).toEqual([200, undefined]);
  const headers = { host, 'content-type': 'application/json' };
  const post = (origin: string) => ask('POST', '/graphql', { ...headers, origin }, open);
  expect(await post('https://gatescope.example')).toEqual([200, undefined]);
  expect(await post('https://evil.example')).toEqual([403, 'ORIGIN_NOT_ALLOWED']);
  await app.close();
});
