import { PrismaPg } from '@prisma/adapter-pg';

import { translated } from './connectionFailure.ts';
import { PrismaClient, type Prisma } from './generated/client.ts';

/** A transaction in progress: what is written in it is stored as a whole or not at all. */
export type Transaction = Prisma.TransactionClient;

/** Large checkpoints take their time, and a busy machine takes longer. */
const TRANSACTION_MS = 60_000;
const CONNECTION_MS = 10_000;

/** One pool of connections and the queries over it; every failure to connect is DATABASE_UNAVAILABLE. */
export class Database {
  readonly #prisma: PrismaClient;
  /** For single statements, each a transaction of its own. */
  readonly direct: Transaction;

  constructor(databaseUrl: string) {
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
        $allOperations: ({ args, query }) =>
          query(args).catch((error: unknown) => {
            throw translated(error);
          }),
      },
    }) as unknown as Transaction;
  }

  async transaction<T>(write: (tx: Transaction) => Promise<T>): Promise<T> {
    try {
      return await this.#prisma.$transaction(write);
    } catch (error) {
      throw translated(error);
    }
  }

  close(): Promise<void> {
    return this.#prisma.$disconnect();
  }
}
