import { PrismaPg } from '@prisma/adapter-pg';

import { translated } from './connectionFailure.ts';
import { PrismaClient, type Prisma } from './generated/client.ts';

/** A transaction in progress: what is written in it is stored as a whole or not at all. */
export type Transaction = Prisma.TransactionClient;

/** Large checkpoints take their time, and a busy machine takes longer. */
const TRANSACTION_MS = 60_000;
const CONNECTION_MS = 10_000;

/** Is told when Postgres can no longer be reached, and when it answers again. */
export interface ConnectionWatch {
  lost(cause: unknown): void;
  back(): void;
}

/** One pool of connections and the queries over it; every failure to connect is DATABASE_UNAVAILABLE. */
export class Database {
  readonly #prisma: PrismaClient;
  /** For single statements, each a transaction of its own. */
  readonly direct: Transaction;
  readonly #watch: ConnectionWatch | undefined;
  #away = false;

  constructor(databaseUrl: string, watch?: ConnectionWatch) {
    this.#watch = watch;
    this.#prisma = new PrismaClient({
      adapter: new PrismaPg({
        connectionString: databaseUrl,
        application_name: 'gatescope store',
        connectionTimeoutMillis: CONNECTION_MS,
      }),
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

  close(): Promise<void> {
    return this.#prisma.$disconnect();
  }

  async #watched<T>(ask: () => Promise<T>): Promise<T> {
    try {
      const answer = await ask();
      if (this.#away) this.#watch?.back();
      this.#away = false;
      return answer;
    } catch (error) {
      const shown = translated(error);
      if (shown !== error && !this.#away) {
        this.#away = true;
        this.#watch?.lost(error);
      }
      throw shown;
    }
  }
}
