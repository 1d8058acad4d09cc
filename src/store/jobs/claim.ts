import { GatescopeError } from '../../errors.ts';
import type { Database, Transaction } from '../database.ts';
import { jobTables, type JobKind } from './jobTables.ts';
import { holds, tableOf } from './jobs.ts';

/**
 * One worker's hold on a job, from `Jobs.begin` until the job ends or another attempt begins. From then on
 * the attempt is superseded. Fencing refuses each stale write: a write is a transaction that first makes sure of the hold, by a lock on the job's row that keeps others from
 * changing it until the write is done.
 *
 * Every method but `release` throws GatescopeError ATTEMPT_SUPERSEDED, having written nothing, when the
 * hold is lost. After an error that may pass (`mayPass`) the write may have been stored or not; each may
 * be repeated, and one that ends the job is then refused as superseded if it had been stored.
 */
export class Claim {
  readonly kind: JobKind;
  readonly id: string;
  readonly attempt: number;
  readonly #database: Database;

  constructor(database: Database, kind: JobKind, id: string, attempt: number) {
    this.#database = database;
    this.kind = kind;
    this.id = id;
    this.attempt = attempt;
  }

  /** Says why the job stands still at present; the next `write` takes it back. */
  async waits(reason: string): Promise<void> {
    await this.write(async (tx) => {
      await tx.$executeRaw`
        UPDATE ${tableOf(this.kind)} SET "waitingReason" = ${reason} WHERE "id" = ${this.id}::uuid`;
    });
  }

  /**
   * Gives the job back to the queue; false when the attempt no longer has it.
   *
   * @param counts whether this attempt was one of the job's tries
   */
  async release(reason: string | null, counts: boolean): Promise<boolean> {
    const refund = counts ? 0 : 1;
    const count = await this.#database.direct.$executeRaw`
      UPDATE ${tableOf(this.kind)}
      SET "status" = 'QUEUED', "waitingReason" = ${reason}, "tries" = greatest("tries" - ${refund}, 0)
      WHERE "id" = ${this.id}::uuid AND "attempt" = ${this.attempt} AND "status" = 'RUNNING'`;
    return count === 1;
  }

  async fail({ code, message }: { code: string; message: string }): Promise<void> {
    await this.write(async (tx) => {
      await tx.$executeRaw`
        UPDATE ${tableOf(this.kind)}
        SET "status" = 'FAILED', "errorCode" = ${code}, "errorMessage" = ${message},
          "waitingReason" = NULL, "finishedAt" = ${new Date()}
        WHERE "id" = ${this.id}::uuid`;
      await jobTables[this.kind].clearUp(tx, this.id);
    });
  }

  /** Does what is given, in one transaction, as long as this attempt has the job. */
  protected write<T>(change: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.#database.transaction(async (tx) => {
      if (await holds(tx, this.kind, this.id, this.attempt)) return change(tx);
      throw new GatescopeError(
        'ATTEMPT_SUPERSEDED',
        `Attempt ${this.attempt} no longer has ${this.kind} ${this.id}`,
      );
    });
  }
}
