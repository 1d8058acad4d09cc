import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import pg from 'pg';

import { GatescopeError } from '../errors.ts';
import { checkNotPooled, checkSession } from './checkSession.ts';
import { connectionError, placeOf, quoted } from './connectionProblem.ts';

export interface MigrationOutcome {
  /** Names of the migrations applied now, in order. */
  applied: string[];
  /** Migrations whose file is no longer what was applied. Worth a warning. */
  modified: string[];
}

interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

interface AppliedMigration {
  migration_name: string;
  checksum: string;
  finished_at: Date | null;
}

/** The key of the lock that Prisma's own migrate takes, so that the two exclude each other. */
const PRISMA_LOCK = 72_707_369;

/** Prisma's own table, so that its command line finds what was applied here, and the reverse. */
const PRISMA_TABLE = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum VARCHAR(64) NOT NULL,
    finished_at TIMESTAMPTZ,
    migration_name VARCHAR(255) NOT NULL,
    logs TEXT,
    rolled_back_at TIMESTAMPTZ,
    started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`;

/** From src/postgres and from dist/postgres alike. */
const MIGRATIONS_FOLDER = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));

/**
 * Brings a database to the present schema. Each migration is one transaction together with its entry
 * in Prisma's table: it is applied and entered, or the database is as it was and the next start tries
 * again. Several programs may start at once.
 *
 * @throws GatescopeError MIGRATION_FAILED naming the migration, DATABASE_UNAVAILABLE where waiting may
 *   help, INVALID_CONFIGURATION where DATABASE_URL leads to what cannot be used
 */
export async function migrate(
  databaseUrl: string,
  folder = MIGRATIONS_FOLDER,
): Promise<MigrationOutcome> {
  const client = await connect(databaseUrl);
  try {
    await checkSession(client, databaseUrl);
    await checkNotPooled(client, () => connect(databaseUrl));
    await client.query('SELECT pg_advisory_lock($1)', [PRISMA_LOCK]);
    await client.query(PRISMA_TABLE);
    return await applyMissing(client, readMigrations(folder));
  } catch (error) {
    throw withoutRights(error, databaseUrl) ?? error;
  } finally {
    await client.end();
  }
}

async function connect(databaseUrl: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    application_name: 'gatescope migrate',
    connectionTimeoutMillis: 10_000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch (cause) {
    throw connectionError(cause, databaseUrl);
  }
}

/** What to give to whom, for an error that says that this user may not do it; else null. */
function withoutRights(error: unknown, databaseUrl: string): GatescopeError | null {
  const cause = error instanceof GatescopeError ? error.cause : error;
  if (!(cause instanceof pg.DatabaseError) || cause.code !== '42501') return null;
  const { user } = placeOf(databaseUrl);
  return new GatescopeError(
    'MIGRATION_FAILED',
    `DATABASE_URL: user ${user} may not make what Gatescope stores (${cause.message}). Let it: ` +
      `GRANT USAGE, CREATE ON SCHEMA public TO ${quoted(user)}; a table that is there already must ` +
      'belong to it.',
    { cause },
  );
}

function readMigrations(folder: string): Migration[] {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  return names.map((name) => {
    const sql = readFileSync(join(folder, name, 'migration.sql'), 'utf8');
    return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
  });
}

async function applyMissing(client: pg.Client, migrations: Migration[]): Promise<MigrationOutcome> {
  const { rows } = await client.query<AppliedMigration>(
    'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL',
  );
  refuseUnfinished(rows);
  refuseUnknown(rows, migrations);
  const checksums = new Map(rows.map((row) => [row.migration_name, row.checksum]));
  const outcome: MigrationOutcome = { applied: [], modified: [] };
  for (const migration of migrations) {
    const checksum = checksums.get(migration.name);
    if (checksum === undefined) {
      await apply(client, migration);
      outcome.applied.push(migration.name);
    } else if (checksum !== migration.checksum) {
      outcome.modified.push(migration.name);
    }
  }
  return outcome;
}

/** Such an entry can only come from Prisma's command line, which applies in pieces. */
function refuseUnfinished(rows: AppliedMigration[]): void {
  const unfinished = rows.find((row) => row.finished_at === null);
  if (unfinished === undefined) return;
  throw new GatescopeError(
    'MIGRATION_FAILED',
    `The migration ${unfinished.migration_name} was begun and never finished, so the database may hold ` +
      'half of it. Repair the database, then say so with `npx prisma migrate resolve`.',
  );
}

function refuseUnknown(rows: AppliedMigration[], migrations: Migration[]): void {
  const known = new Set(migrations.map((migration) => migration.name));
  const unknown = rows.find((row) => !known.has(row.migration_name));
  if (unknown === undefined) return;
  throw new GatescopeError(
    'MIGRATION_FAILED',
    `The database has the migration ${unknown.migration_name}, which this version of Gatescope does not ` +
      'know: a newer one has used it. Start that version, or set DATABASE_URL to another database.',
  );
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  try {
    await client.query('BEGIN');
    await client.query(sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query('COMMIT');
  } catch (cause) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw new GatescopeError(
      'MIGRATION_FAILED',
      `The migration ${name} failed, and nothing of it was kept: ${(cause as Error).message}`,
      { cause },
    );
  }
}
