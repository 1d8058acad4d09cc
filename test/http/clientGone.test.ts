import { createServer, type ServerResponse } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { clientGone } from '../../src/http/clientGone.ts';

/** Asks for one answer over a socket; the server's side of it, and what the client can do. */
async function asked() {
  const server = createServer();
  const response = new Promise<ServerResponse>((resolve) => {
    server.once('request', (_request, response) => resolve(response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.write('GET / HTTP/1.1\r\nhost: localhost\r\n\r\n');
  return { server, socket, response: await response };
}

const closed = (response: ServerResponse) =>
  new Promise<void>((resolve) => void response.once('close', resolve));

test('a client that leaves before its answer is gone', async () => {
  const { server, socket, response } = await asked();
  const gone = clientGone(response);
  expect(gone.aborted).toBe(false);
  const end = closed(response);
  socket.destroy();
  await end;
  expect(gone.aborted).toBe(true);
  server.close();
});

test('one that got its answer is not, whatever it does afterwards', async () => {
  const { server, socket, response } = await asked();
  const gone = clientGone(response);
  const end = closed(response);
  response.end('here');
  await end;
  socket.destroy();
  expect(gone.aborted).toBe(false);
  server.close();
});
