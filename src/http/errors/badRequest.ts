import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';

import type { ErrorCode } from '../../errors.ts';
import { limits } from '../limits/limits.ts';

interface Refusal {
  status: number;
  code: ErrorCode | 'BAD_REQUEST';
  message: string;
}

/** For what Node's own parser makes no request of: it hands over the bare socket. */
export function answerBadRequest(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  endWithAnswer(socket, refusalOf(error.code));
}

/** Writes a whole HTTP answer, in the form of plain routes, to a socket that nothing else answers. */
export function endWithAnswer(socket: Duplex, { status, code, message }: Refusal): void {
  // A client that is gone already must not end the process.
  socket.on('error', () => socket.destroy());
  const body = JSON.stringify({ errors: [{ message, extensions: { code } }] });
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Connection: close',
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

function refusalOf(code: string | undefined): Refusal {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW': {
      const message = `headers: expected at most ${limits.headers} bytes with the address; a query by POST may have ${limits.body}`;
      return { status: 431, code: 'QUERY_TOO_LARGE', message };
    }
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return { status: 408, code: 'BAD_REQUEST', message: 'The request did not come to its end' };
    default:
      return { status: 400, code: 'BAD_REQUEST', message: 'The request is malformed' };
  }
}
