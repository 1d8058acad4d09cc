import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';

import type { RequestHandler } from 'express';

import { GatescopeError } from '../../errors.ts';
import type { Step } from '../step.ts';
import { limits } from './limits.ts';

/** For the client to read its answer in, which a connection that breaks would take from it. */
const FAREWELL_MS = 1_000;
const WATCH_MS = 10;
/** So much of a body is read and dropped, so that the connection can be used again. */
const MOST_DROPPED = 8 * limits.body;

/**
 * Refuses a body as soon as it is known to be too large: by its declared length, or when so much of it
 * has come. express.json would read all of it first.
 */
export const boundedBody: RequestHandler = (request, _response, next) => {
  if (comesAtOnce(request) && declaredLength(request) > limits.body) {
    next(bodyTooLarge());
    return;
  }
  let bytes = 0;
  request.on('data', function count(chunk: Buffer) {
    bytes += chunk.length;
    if (bytes <= limits.body) return;
    request.off('data', count);
    next(bodyTooLarge());
  });
  next();
};

/** Where an answer went out before a long body had come in: Node would read all of it and drop it. */
export const stopReading: Step = (request, response, next) => {
  response.once('finish', () => {
    if (request.complete) return;
    const { socket } = request;
    const before = socket.bytesRead;
    const isLong = () => socket.bytesRead - before > MOST_DROPPED;
    if (comesAtOnce(request)) {
      if (declaredLength(request) > MOST_DROPPED) stopSoon(socket);
      return;
    }
    const watch = setInterval(() => {
      if (!request.complete && !socket.destroyed && !isLong()) return;
      clearInterval(watch);
      if (!request.complete) stopSoon(socket);
    }, WATCH_MS).unref();
  });
  next();
};

function stopSoon(socket: Socket): void {
  // Not before Node has begun to drop the rest, which would have the socket go on.
  setImmediate(() => socket.pause());
  setTimeout(() => socket.destroy(), FAREWELL_MS).unref();
}

/** False for a body that comes in chunks, whose length is known when the last has come. */
function comesAtOnce({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] === undefined;
}

function declaredLength({ headers }: IncomingMessage): number {
  return Number(headers['content-length'] ?? 0);
}

export function bodyTooLarge(): GatescopeError {
  return new GatescopeError('QUERY_TOO_LARGE', `body: expected at most ${limits.body} bytes`);
}
