import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { text } from 'node:stream/consumers';

import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';

import { createApp } from '../../../src/http/app.ts';
import { limits } from '../../../src/http/limits/limits.ts';
import { startTestService, type TestService } from '../testService.ts';

const PROTOCOL = 'graphql-transport-ws';

let service: TestService;
let app: Awaited<ReturnType<typeof createApp>>;
let port: number;
const lines: string[] = [];
beforeAll(async () => {
  service = await startTestService();
  const logger = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
  const dashboard = { folder: '', embedders: [] };
  app = await createApp({ services: service, origins: [], dashboard, logger });
  port = await app.listen(0, '127.0.0.1');
});
afterAll(async () => {
  await app.close();
  await service.close();
});

const open = async (path = '/graphql') => {
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, PROTOCOL);
  await once(socket, 'open');
  return socket;
};

describe('a frame', () => {
  test.each([
    ['with reserved bits', 1002, Buffer.from([0xf1, 0x80, 0, 0, 0, 0])],
    ['of over a megabyte', 1009, Buffer.from([0x81, 0xff, 0, 0, 0, 0, 0, 0x20, 0, 0, 0, 0, 0, 0])],
    ['that is not masked', 1002, Buffer.from([0x81, 0x01, 0x61])],
    ['of text that is no UTF-8', 1007, Buffer.from([0x81, 0x81, 0, 0, 0, 0, 0xff])],
  ])('%s closes its socket with %i and one line in the log', async (_kind, code, bytes) => {
    lines.length = 0;
    const socket = await open();
    (socket as unknown as { _socket: Socket })._socket.write(bytes);
    const [closedWith] = (await once(socket, 'close')) as [number];
    expect(closedWith).toBe(code);
    expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual([
      'a WebSocket was closed for a frame that cannot be read',
    ]);
  });
});

test('operations may have any id', async () => {
  const socket = await open();
  const messages: { type: string; id?: string }[] = [];
  socket.on('message', (data: Buffer) => {
    messages.push(JSON.parse(data.toString()) as { type: string; id?: string });
  });
  socket.send(JSON.stringify({ type: 'connection_init' }));
  await once(socket, 'message');
  const ids = ['__proto__', 'constructor', 'toString'];
  for (const id of ids) {
    const payload = { query: '{ __typename }' };
    socket.send(JSON.stringify({ type: 'subscribe', id, payload }));
  }
  while (messages.filter(({ type }) => type === 'complete').length < ids.length) {
    await once(socket, 'message');
  }
  expect(messages.filter(({ type }) => type === 'next').map(({ id }) => id)).toEqual(ids);
  socket.terminate();
});

/** Asks to be upgraded with such headers; the answer, or null where the socket opened. */
async function refusal(path: string, headers: Record<string, string>) {
  const asked = request({
    ...{ host: '127.0.0.1', port, path },
    headers: {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': Buffer.alloc(16).toString('base64'),
      ...headers,
    },
  });
  asked.end();
  return Promise.race([
    once(asked, 'upgrade').then(([, socket]) => {
      (socket as Socket).destroy();
      return null;
    }),
    once(asked, 'response').then(async ([response]) => {
      const { statusCode } = response as IncomingMessage;
      return [statusCode, await text(response as IncomingMessage)];
    }),
  ]);
}

test.each(['/graphql', '/graphql/', '/GraphQL', '/graphql/?x=1'])(
  'a WebSocket is served at %s, where HTTP is',
  async (path) => {
    expect(await refusal(path, { 'sec-websocket-protocol': PROTOCOL })).toBeNull();
  },
);

test.each([
  [{ 'sec-websocket-protocol': 'graphql-ws' }, 'subscriptions-transport-ws'],
  [{}, 'got none'],
  [{ 'sec-websocket-protocol': 'mqtt' }, 'mqtt'],
])('a WebSocket with %o is refused before it opens', async (headers, words) => {
  const [status, body] = (await refusal('/graphql', headers)) ?? [];
  expect(status).toBe(400);
  expect(body).toContain('PROTOCOL_NOT_SUPPORTED');
  expect(body).toContain('expected graphql-transport-ws');
  expect(body).toContain(words);
});

test('the older protocol is no fault beside the one that we speak', async () => {
  const protocols = `graphql-ws, ${PROTOCOL}`;
  expect(await refusal('/graphql', { 'sec-websocket-protocol': protocols })).toBeNull();
});

test(`at most ${limits.sockets} sockets are open at a time`, async () => {
  const sockets = await Promise.all(Array.from({ length: limits.sockets }, () => open()));
  const [status, body] = (await refusal('/graphql', { 'sec-websocket-protocol': PROTOCOL })) ?? [];
  expect([status, body]).toEqual([503, expect.stringContaining('BUSY')]);
  const [first] = sockets as [WebSocket];
  first.close();
  await once(first, 'close');
  while ((await refusal('/graphql', { 'sec-websocket-protocol': PROTOCOL })) !== null);
  for (const socket of sockets) socket.terminate();
});
