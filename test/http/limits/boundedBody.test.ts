import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { limits } from '../../../src/http/limits/limits.ts';
import { startTestService, type TestService } from '../testService.ts';

const MEGABYTE = 2 ** 20;
const BODY = 100 * MEGABYTE;
/** What the system itself buffers between two sockets of this machine. */
const BUFFERED = 16 * MEGABYTE;
const DROPPED = 8 * limits.body;

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.close());

/** Sends until the connection breaks; gives the answer, and how much the service took. */
async function sendAll(head: string, frame: (piece: Buffer) => Buffer) {
  const socket = connect(Number(new URL(service.url).port), '127.0.0.1');
  let answer = '';
  socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
  const ended = new Promise((resolve) => socket.once('close', resolve));
  socket.on('error', () => undefined);
  socket.write(head);
  const piece = frame(Buffer.alloc(MEGABYTE, ' '));
  let sent = 0;
  while (sent < BODY && !socket.destroyed) {
    const drained = new Promise((resolve) => socket.write(piece, resolve));
    await Promise.race([drained, ended]);
    sent += MEGABYTE;
  }
  await ended;
  return { answer, sent };
}

const declared = `content-length: ${BODY}\r\n\r\n`;
const chunked = 'transfer-encoding: chunked\r\n\r\n';

test.each([
  ['declared', 'POST /graphql', declared],
  ['in chunks', 'POST /graphql', chunked],
  ['for a page that has none', 'POST /healthz', declared],
  ['in chunks for a page that has none', 'POST /healthz', chunked],
])('a body that is too long is not read to its end: %s', async (_kind, route, rest) => {
  const frame = (piece: Buffer) =>
    rest === chunked
      ? Buffer.concat([Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from('\r\n')])
      : piece;
  const head = `${route} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n${rest}`;
  const { answer, sent } = await sendAll(head, frame);
  expect(answer).toMatch(route.endsWith('graphql') ? /^HTTP\/1.1 413 / : /^HTTP\/1.1 405 /);
  expect(sent).toBeLessThan(DROPPED + BUFFERED);
});

test('a query may come in chunks, as clients stream it', async () => {
  const body = new Blob([JSON.stringify({ query: '{ __typename }' })]).stream();
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${service.url}/graphql`, {
    ...{ method: 'POST', headers, body },
    duplex: 'half',
  } as RequestInit);
  expect(await response.json()).toEqual({ data: { __typename: 'Query' } });
});

test('a connection whose small body came late is used again', async () => {
  const socket = connect(Number(new URL(service.url).port), '127.0.0.1');
  let answers = '';
  socket.on('data', (chunk: Buffer) => (answers += chunk.toString()));
  socket.write(`POST /healthz HTTP/1.1\r\nhost: localhost\r\n${chunked}`);
  while (!answers.includes('METHOD_NOT_ALLOWED')) await sleep(5);
  socket.write('1\r\nx\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n');
  while (!answers.includes('"ok"')) await sleep(5);
  socket.destroy();
});

test('headers that are too long are refused in words', async () => {
  const response = await service.get('/graphql', { 'x-long': 'a'.repeat(limits.headers) });
  expect([response.status, await response.json()]).toEqual([
    431,
    {
      errors: [
        {
          message: `headers: expected at most ${limits.headers} bytes with the address; a query by POST may have ${limits.body}`,
          extensions: { code: 'QUERY_TOO_LARGE' },
        },
      ],
    },
  ]);
});

test('what is no HTTP at all is told so', async () => {
  const socket = connect(Number(new URL(service.url).port), '127.0.0.1');
  let answer = '';
  socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
  const ended = once(socket, 'close');
  socket.write('HELLO\r\n\r\n');
  await ended;
  expect(answer).toMatch(/^HTTP\/1.1 400 [^]*\{"errors":\[\{"message":"The request is malformed"/);
});
