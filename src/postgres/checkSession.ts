import type pg from 'pg';

import { GatescopeError } from '../errors.ts';
import { placeOf, quoted } from './connectionProblem.ts';

/** What pg-boss needs. */
const OLDEST_POSTGRES = 13;

interface Facts {
  version: number;
  readOnly: boolean;
  mayCreateSchema: boolean;
  hasQueueSchema: boolean;
}

/**
 * Whether the database can hold Gatescope at all, before anything is written: a recent Postgres that
 * takes writes, with the rights that a first start needs.
 *
 * @throws GatescopeError INVALID_CONFIGURATION with what is missing and how to give it
 */
export async function checkSession(client: pg.Client, databaseUrl: string): Promise<void> {
  const { server, user, database } = placeOf(databaseUrl);
  const { rows } = await client.query<Facts>(`
    SELECT current_setting('server_version_num')::int / 10000 AS "version",
           pg_is_in_recovery() OR current_setting('default_transaction_read_only')::bool AS "readOnly",
           has_database_privilege(current_database(), 'CREATE') AS "mayCreateSchema",
           EXISTS (SELECT FROM pg_namespace WHERE nspname = 'pgboss') AS "hasQueueSchema"`);
  const facts = rows[0] as Facts;
  if (facts.version < OLDEST_POSTGRES) {
    throw unfit(
      `Postgres ${OLDEST_POSTGRES} or newer is needed, and ${server} is ${facts.version}`,
    );
  }
  if (facts.readOnly) {
    throw unfit(`Postgres at ${server} takes no writes, as a replica does; name the primary`);
  }
  if (!facts.hasQueueSchema && !facts.mayCreateSchema) {
    throw unfit(
      `user ${user} may not make the schema of the job queue in ${database}. ` +
        `Let it: GRANT CREATE ON DATABASE ${quoted(database)} TO ${quoted(user)};`,
    );
  }
}

/**
 * Whether a connection is a session. Behind a pooler in transaction mode, as PgBouncer has it, each
 * transaction may go to another session: notifications, advisory locks and settings would be lost. Two
 * connections tell: while one is in a transaction, the other still has the session that it had.
 *
 * @throws GatescopeError INVALID_CONFIGURATION behind such a pooler
 */
export async function checkNotPooled(
  client: pg.Client,
  connectAnother: () => Promise<pg.Client>,
): Promise<void> {
  const before = await sessionOf(client);
  const other = await connectAnother();
  try {
    await other.query('BEGIN');
    const others = await sessionOf(other);
    if (others !== before && (await sessionOf(client)) === before) return;
  } finally {
    await other.end();
  }
  throw unfit(
    'it leads to a pooler in transaction mode (PgBouncer), which keeps no session: notifications and ' +
      'locks would be lost. Name Postgres itself, or a pool with pool_mode = session.',
  );
}

async function sessionOf(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  return (rows[0] as { pid: number }).pid;
}

function unfit(message: string): GatescopeError {
  return new GatescopeError('INVALID_CONFIGURATION', `DATABASE_URL: ${message}`);
}
