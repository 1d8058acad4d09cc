import type { Database, Transaction } from '../database.ts';
import { Prisma } from '../generated/client.ts';
import type { JobRecord } from '../records.ts';
import { isRecordId } from '../recordId.ts';
import { jobTables, type JobKind } from './jobTables.ts';

/** Attempts in a row that may end without a newer checkpoint; then the job is given up. */
export const MOST_TRIES = 3;

/** What becomes of a job that a worker takes: it has it, there is nothing left to do, or it is given up. */
export type Begun = { job: JobRecord } | 'ENDED' | { givenUp: JobRecord };

const columns = Prisma.sql`"id", "status"::text, "priority", "attempt", "tries", "waitingReason",
  "errorCode", "errorMessage", "createdAt", "startedAt", "finishedAt"`;

interface JobRow extends Omit<JobRecord, 'error'> {
  errorCode: string | null;
  errorMessage: string | null;
}

/** The jobs of one kind: who has them, where they stand, in what order they are taken. */
export class Jobs {
  readonly kind: JobKind;
  readonly #database: Database;
  readonly #table: Prisma.Sql;

  constructor(database: Database, kind: JobKind) {
    this.kind = kind;
    this.#database = database;
    this.#table = tableOf(kind);
  }

  /** Null for an unknown id, whatever its form. */
  async find(id: string): Promise<JobRecord | null> {
    if (!isRecordId(id)) return null;
    const rows = await this.#database.direct.$queryRaw<JobRow[]>`
      SELECT ${columns} FROM ${this.#table} WHERE "id" = ${id}::uuid`;
    return rows[0] === undefined ? null : recordOf(rows[0]);
  }

  /** Of the jobs that have not ended, in the order in which they are to be taken. */
  async unfinished(): Promise<{ id: string; priority: number }[]> {
    return this.#database.direct.$queryRaw`
      SELECT "id", "priority" FROM ${this.#table} WHERE "status" IN ('QUEUED', 'RUNNING')
      ORDER BY "priority" DESC, "id"`;
  }

  /** Of each: 1 when it is the next to be taken; null unless it is queued. */
  async queuePositions(ids: readonly string[]): Promise<(number | null)[]> {
    // Those that no worker can take are passed over, and hold up none.
    const rows = await this.#database.direct.$queryRaw<{ id: string; place: number }[]>`
      SELECT "id", place FROM (
        SELECT "id", 1 + (count(*) FILTER (WHERE "waitingReason" IS NULL) OVER (
          ORDER BY "priority" DESC, "id" ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ))::int AS place
        FROM ${this.#table} WHERE "status" = 'QUEUED'
      ) queue
      WHERE "id" = ANY(${[...ids]}::uuid[])`;
    const places = new Map(rows.map(({ id, place }) => [id, place]));
    return ids.map((id) => places.get(id) ?? null);
  }

  /**
   * Says why a worker that was offered the job cannot take it. The job is queued again, should a worker
   * that died have left it running.
   *
   * @param attempt the job's when the worker looked at it; nothing is changed once another has begun
   */
  async setWaitingReason(id: string, attempt: number, reason: string): Promise<void> {
    await this.#database.direct.$executeRaw`
      UPDATE ${this.#table} SET "status" = 'QUEUED', "waitingReason" = ${reason}
      WHERE "id" = ${id}::uuid AND "attempt" = ${attempt} AND "status" IN ('QUEUED', 'RUNNING')`;
  }

  /**
   * Gives the job to a worker, from whichever worker had it: that one's writes are refused from now on.
   * A job that has used up its tries is given up instead.
   */
  async begin(id: string): Promise<Begun> {
    if (!isRecordId(id)) return 'ENDED';
    const rows = await this.#database.direct.$queryRaw<JobRow[]>`
      UPDATE ${this.#table}
      SET "status" = 'RUNNING', "attempt" = "attempt" + 1, "tries" = "tries" + 1,
        "waitingReason" = NULL
      WHERE "id" = ${id}::uuid AND "status" IN ('QUEUED', 'RUNNING') AND "tries" < ${MOST_TRIES}
      RETURNING ${columns}`;
    if (rows[0] !== undefined) return { job: recordOf(rows[0]) };
    const found = await this.find(id);
    if (found === null || found.finishedAt !== null) return 'ENDED';
    const givenUp = await this.#giveUp(found);
    return givenUp === null ? 'ENDED' : { givenUp };
  }

  /** One of the tries was nobody's fault. */
  async forgive(id: string): Promise<void> {
    await this.#database.direct.$executeRaw`
      UPDATE ${this.#table} SET "tries" = "tries" - 1
      WHERE "id" = ${id}::uuid AND "tries" > 0 AND "status" IN ('QUEUED', 'RUNNING')`;
  }

  /** Ends a job that waits or is worked on; null when there is none such. */
  cancel(id: string): Promise<JobRecord | null> {
    return this.#end(id, Prisma.sql`"status" = 'CANCELED'`);
  }

  #giveUp({ id, waitingReason }: JobRecord): Promise<JobRecord | null> {
    const why = waitingReason ?? 'most likely, as each ended its worker';
    const message = `${MOST_TRIES} attempts in a row ended before a new checkpoint: ${why}`;
    return this.#end(
      id,
      Prisma.sql`"status" = 'FAILED', "errorCode" = 'WORKER_LOST', "errorMessage" = ${message}`,
    );
  }

  async #end(id: string, change: Prisma.Sql): Promise<JobRecord | null> {
    if (!isRecordId(id)) return null;
    return this.#database.transaction(async (tx) => {
      const rows = await tx.$queryRaw<JobRow[]>`
        UPDATE ${this.#table} SET ${change}, "waitingReason" = NULL, "finishedAt" = ${new Date()}
        WHERE "id" = ${id}::uuid AND "status" IN ('QUEUED', 'RUNNING')
        RETURNING ${columns}`;
      if (rows[0] === undefined) return null;
      await jobTables[this.kind].clearUp(tx, id);
      return recordOf(rows[0]);
    });
  }
}

export function tableOf(kind: JobKind): Prisma.Sql {
  return Prisma.raw(`"${jobTables[kind].table}"`);
}

function recordOf({ errorCode, errorMessage, ...row }: JobRow): JobRecord {
  const error = errorCode === null ? null : { code: errorCode, message: errorMessage ?? '' };
  return { ...row, error };
}

/** Locks the row of a job that this attempt still has; false when it has it no longer. */
export async function holds(
  tx: Transaction,
  kind: JobKind,
  id: string,
  attempt: number,
): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT FROM ${tableOf(kind)}
    WHERE "id" = ${id}::uuid AND "attempt" = ${attempt} AND "status" = 'RUNNING' FOR UPDATE`;
  return rows.length === 1;
}
