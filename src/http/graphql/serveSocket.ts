import { CloseCode, type Server } from 'graphql-ws';
import type { WebSocket } from 'ws';

import type { Logger } from '../../logger.ts';

/** A client that answers no ping within such a time is gone, though nobody said so. */
const PING_MS = 12_000;

/**
 * Hands what comes over a WebSocket to graphql-ws, and its answers back. A frame that is none, or is
 * too large, closes the socket; the log has a line for it.
 */
export function serveSocket(operations: Server, socket: WebSocket, logger: Logger): void {
  // ws itself closes the socket, with the code that the protocol has for the fault.
  socket.on('error', ({ message }) => {
    logger.warn({ reason: message }, 'a WebSocket was closed for a frame that cannot be read');
  });
  const stopPinging = keepPinging(socket);
  const closed = operations.opened(
    {
      protocol: socket.protocol,
      send: (text) => sent(socket, text),
      close: (code, reason) => socket.close(code, reason),
      onMessage: (handle) => {
        socket.on('message', (data: Buffer) => {
          handle(data.toString()).catch((err: unknown) => {
            logger.error({ err }, 'internal error at a message of a WebSocket');
            socket.close(CloseCode.InternalServerError, 'Internal error');
          });
        });
      },
    },
    undefined,
  );
  socket.once('close', (code, reason) => {
    stopPinging();
    closed(code, reason.toString()).catch((err: unknown) => {
      logger.error({ err }, 'internal error at the end of a WebSocket');
    });
  });
}

function sent(socket: WebSocket, text: string): Promise<void> {
  return new Promise((resolve) => {
    // One that closes meanwhile ends its operations by itself.
    if (socket.readyState === socket.OPEN) socket.send(text, () => resolve());
    else resolve();
  });
}

function keepPinging(socket: WebSocket): () => void {
  let answered = true;
  socket.on('pong', () => (answered = true));
  const pinging = setInterval(() => {
    if (!answered) {
      socket.terminate();
      return;
    }
    answered = false;
    if (socket.readyState === socket.OPEN) socket.ping();
  }, PING_MS);
  return () => clearInterval(pinging);
}
