import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import pg from 'pg';

import type { Logger } from '../logger.ts';
import { Cluster, type PostgresSettings } from './cluster.ts';
import { postgresBinaries } from './postgresBinaries.ts';
import { postgresFolder } from './postgresFolder.ts';
import { serverAccount } from './serverAccount.ts';
import { connection, startCluster } from './startCluster.ts';

export interface EmbeddedPostgresOptions {
  dataFolder: string;
  cacheFolder: string;
  logger: Logger;
  /** Postgres' own settings on top of its defaults. */
  settings?: PostgresSettings;
}

const DATABASE = 'gatescope';
/** SQLSTATEs of a database that exists, and of one that appeared while ours was made. */
const DUPLICATES = ['42P04', '23505'];
/** Any number will do, as long as it is always this one. */
const OWNER_LOCK = 5_028_914;
const OWNER_PATIENCE_MS = 2_000;
const RETRY_MS = 200;
const LONGEST_PAUSE_MS = 10_000;

/** The cluster in `dataFolder`/postgres, run by the binaries of `cacheFolder`; starts nothing. */
export function embeddedCluster(dataFolder: string, cacheFolder: string): Cluster {
  const account = serverAccount(join(dataFolder, 'postgres', 'cluster', 'data'));
  const folder = postgresFolder(dataFolder, account);
  return new Cluster(folder, postgresBinaries(cacheFolder, account), account);
}

/**
 * Starts the Postgres that comes with Gatescope, or finds it running. It outlives this process unless
 * `stop` is called.
 *
 * @throws GatescopeError DATABASE_UNAVAILABLE
 */
export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  const cluster = embeddedCluster(options.dataFolder, options.cacheFolder);
  const postgres = new EmbeddedPostgres(cluster, options.logger, options.settings ?? {});
  await postgres.start();
  return postgres;
}

/**
 * A running server. One process at a time owns it, by a lock that Postgres holds for it and frees
 * when it dies: the owner starts the server again should it end, and stops it.
 */
export class EmbeddedPostgres {
  readonly #cluster: Cluster;
  readonly #logger: Logger;
  readonly #settings: PostgresSettings;
  readonly #stopped = new AbortController();
  #lock: pg.Client | null = null;
  #recovery: Promise<void> = Promise.resolve();

  constructor(cluster: Cluster, logger: Logger, settings: PostgresSettings) {
    this.#cluster = cluster;
    this.#logger = logger;
    this.#settings = settings;
  }

  /** Of the database `gatescope`, password included. */
  get databaseUrl(): string {
    return this.#cluster.url(DATABASE);
  }

  /** False while another process runs Gatescope from the same data folder. */
  get owned(): boolean {
    return this.#lock !== null;
  }

  async start(): Promise<void> {
    await startCluster(this.#cluster, this.#settings);
    await this.#createDatabase();
    await this.#takeOwnership();
  }

  /** Stops the server if this process owns it, else does nothing. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#recovery;
    if (this.#lock === null) return;
    await this.#lock.end();
    this.#lock = null;
    await this.#cluster.stop();
  }

  async #createDatabase(): Promise<void> {
    const client = connection(this.#cluster.url('postgres'));
    await client.connect();
    try {
      const found = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE]);
      if (found.rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
    } catch (error) {
      // Two first starts at once: the other one has made it.
      if (!(error instanceof pg.DatabaseError && DUPLICATES.includes(error.code ?? '')))
        throw error;
    } finally {
      await client.end();
    }
  }

  async #takeOwnership(): Promise<void> {
    const client = connection(this.databaseUrl);
    await client.connect();
    if (!(await tryLock(client))) return client.end();
    this.#lock = client;
    client.once('end', () => {
      if (!this.#stopped.signal.aborted) this.#recovery = this.#recover();
    });
  }

  async #recover(): Promise<void> {
    this.#logger.warn('Postgres has ended unasked; starting it again');
    const { signal } = this.#stopped;
    for (let pause = RETRY_MS; !signal.aborted; pause *= 2) {
      try {
        await startCluster(this.#cluster, this.#settings);
        await this.#takeOwnership();
        this.#logger.info('Postgres runs again');
        return;
      } catch (error) {
        this.#logger.error({ err: error }, 'Postgres does not start');
      }
      await sleep(Math.min(pause, LONGEST_PAUSE_MS), null, { signal }).catch(() => undefined);
    }
  }
}

/** Patient, since a process that was killed a moment ago may still hold the lock. */
async function tryLock(client: pg.Client): Promise<boolean> {
  const begun = Date.now();
  for (;;) {
    const { rows } = await client.query<{ locked: boolean }>(
      'SELECT pg_try_advisory_lock($1) AS locked',
      [OWNER_LOCK],
    );
    if (rows[0]?.locked === true) return true;
    if (Date.now() - begun > OWNER_PATIENCE_MS) return false;
    await sleep(RETRY_MS);
  }
}
