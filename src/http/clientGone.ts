import { setMaxListeners } from 'node:events';
import type { ServerResponse } from 'node:http';

/** Aborted when the connection is closed before the answer has been sent. */
export function clientGone(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  // Everything that a request waits for listens.
  setMaxListeners(0, controller.signal);
  response.once('close', () => {
    if (!response.writableFinished) controller.abort();
  });
  return controller.signal;
}
