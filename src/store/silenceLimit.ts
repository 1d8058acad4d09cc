import type { Socket } from 'node:net';

import type pg from 'pg';

/**
 * A connection may be dead without having been closed: a cable, a firewall or the other machine's power
 * is gone. Who waits for an answer for this long is told that the connection is terminated.
 */
export const SILENCE_MS = 15_000;

/** What pg keeps to itself: the socket, and the query that waits for an answer. */
interface Insides {
  connection: { stream: Socket };
  readyForQuery: boolean;
}

/** For a connection that is made: ends it where Postgres has been silent to a query for `SILENCE_MS`. */
export function limitSilence(client: pg.ClientBase): void {
  const insides = client as unknown as Insides;
  const { stream } = insides.connection;
  stream.setKeepAlive(true, SILENCE_MS);
  stream.setTimeout(SILENCE_MS, () => {
    if (insides.readyForQuery) return;
    stream.destroy(new Error(`Connection terminated: no answer for ${SILENCE_MS / 1000} s`));
  });
}
