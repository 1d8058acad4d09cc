import type { ClientBase } from 'pg';

/**
 * What a database, a role or the server's configuration may have set otherwise, and Prisma's adapter
 * takes for granted: it drops the offset of a time and says UTC in its place, and reads dates and bytes
 * in one form only.
 */
const SETTINGS = `
  SET TIME ZONE 'UTC';
  SET DateStyle = 'ISO, YMD';
  SET IntervalStyle = 'postgres';
  SET bytea_output = 'hex';
  SET extra_float_digits = 1`;

/**
 * Settles a connection that was just made, before anything is asked over it.
 *
 * @returns a promise, for which the pool waits, though its types do not say so
 */
export function settleSession(client: ClientBase): unknown {
  return client.query(SETTINGS);
}
