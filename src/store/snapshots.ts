import type { Database, Transaction } from './database.ts';
import { requireAllFinite } from './finite.ts';
import { bytesOf, floatsOf } from './floatBytes.ts';
import type { SnapshotRecord } from './records.ts';

/** The weights of runs on the way. `Attempt.record` writes them, and they stay as long as the run. */
export class Snapshots {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The steps that a run has a snapshot of, from the first. */
  async steps(runId: string): Promise<number[]> {
    const rows = await this.#database.direct.snapshot.findMany({
      where: { runId },
      orderBy: { step: 'asc' },
      select: { step: true },
    });
    return rows.map(({ step }) => step);
  }

  /** The weights after that many steps, flat in the order of the parameter layout. */
  async parameters(runId: string, step: number): Promise<Float32Array | null> {
    const row = await this.#database.direct.snapshot.findUnique({
      where: { runId_step: { runId, step } },
      select: { parameters: true },
    });
    return row === null ? null : floatsOf(row.parameters);
  }
}

/** One that is there already, from an attempt that died after it, is written over. */
export async function writeSnapshot(
  tx: Transaction,
  runId: string,
  { step, parameters }: SnapshotRecord,
): Promise<void> {
  requireAllFinite('snapshot.parameters', parameters);
  const bytes = bytesOf(parameters);
  await tx.snapshot.upsert({
    where: { runId_step: { runId, step } },
    create: { runId, step, parameters: bytes },
    update: { parameters: bytes },
    select: { step: true },
  });
}
