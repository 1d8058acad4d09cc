import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';

import { GatescopeError } from '../errors.ts';
import { PrismaClient, type Prisma } from './generated/client.ts';
import { translated } from './passingFailure.ts';
import { settleSession } from './settleSession.ts';
import { limitSilence } from './silenceLimit.ts';

/** A transaction in progress: what is written in it is stored as a whole or not at all. */
export type Transaction = Prisma.TransactionClient;

/** Large checkpoints take their time, and a busy machine takes longer. */
const TRANSACTION_MS = 60_000;
const CONNECTION_MS = 10_000;
/** Half of what one waits for a connection at most. */
const OF_LATE_MS = CONNECTION_MS / 2;
const PROBE_MS = 2_000;
/** Connections of one process. */
const CONNECTIONS = 10;

/** Is told when Postgres can no longer be reached, and when it answers again. */
export interface ConnectionWatch {
  lost(cause: unknown): void;
  back(): void;
}

/**
 * One pool of connections and the queries over it. What may pass by itself is told as such: a Postgres
 * that is away DATABASE_UNAVAILABLE, one whose disk is full DATABASE_FULL, and BUSY where all
 * connections of the pool are in use.
 */
export class Database {
  readonly #pool: pg.Pool;
  readonly #prisma: PrismaClient;
  /** For single statements, each a transaction of its own. */
  readonly direct: Transaction;
  readonly #watch: ConnectionWatch | undefined;
  #away = false;
  #lastAnswer = -Infinity;
  #probing: Promise<void> | undefined;

  constructor(databaseUrl: string, watch?: ConnectionWatch) {
    this.#watch = watch;
    this.#pool = new pg.Pool({
      connectionString: databaseUrl,
      application_name: 'gatescope store',
      connectionTimeoutMillis: CONNECTION_MS,
      max: CONNECTIONS,
      onConnect: settleSession,
    });
    this.#pool.on('connect', limitSilence);
    this.#pool.on('error', () => undefined);
    this.#prisma = new PrismaClient({
      adapter: new PrismaPg(this.#pool),
      transactionOptions: { timeout: TRANSACTION_MS, maxWait: CONNECTION_MS },
    });
    this.direct = this.#prisma.$extends({
      query: {
        $allOperations: ({ args, query }) => this.#watched(() => query(args)),
      },
    }) as unknown as Transaction;
  }

  transaction<T>(write: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.#watched(() => this.#prisma.$transaction(write));
  }

  /**
   * Whether Postgres answers, asked over a connection of its own and within two seconds: however busy
   * the others are, and however many ask.
   */
  probe(): Promise<void> {
    this.#probing ??= this.#probe().finally(() => (this.#probing = undefined));
    return this.#probing;
  }

  async #probe(): Promise<void> {
    const deadline = { connectionTimeoutMillis: PROBE_MS, query_timeout: PROBE_MS };
    const client = new pg.Client({ ...this.#pool.options, ...deadline });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query('SELECT 1');
    } catch (cause) {
      throw new GatescopeError('DATABASE_UNAVAILABLE', 'Postgres cannot be reached', { cause });
    } finally {
      // A goodbye to one who does not answer takes for ever.
      void client.end().catch(() => undefined);
    }
  }

  async close(): Promise<void> {
    await this.#prisma.$disconnect();
    await this.#pool.end();
  }

  async #watched<T>(ask: () => Promise<T>): Promise<T> {
    try {
      const answer = await ask();
      this.#lastAnswer = performance.now();
      if (this.#away) this.#watch?.back();
      this.#away = false;
      return answer;
    } catch (error) {
      const shown = translated(error, performance.now() - this.#lastAnswer < OF_LATE_MS);
      if (isAway(shown) && !this.#away) {
        this.#away = true;
        this.#watch?.lost(error);
      }
      throw shown;
    }
  }
}

function isAway(error: unknown): boolean {
  return error instanceof GatescopeError && error.code === 'DATABASE_UNAVAILABLE';
}
