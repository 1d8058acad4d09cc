import type { Database, Transaction } from './database.ts';
import { requireFinite } from './finite.ts';
import type { CurvePointRecord } from './records.ts';

/** Learning curves. `Attempt.record` writes them. */
export class CurvePoints {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** All points of one split, by step. */
  list(runId: string, split: CurvePointRecord['split']): Promise<CurvePointRecord[]> {
    return this.#database.direct.curvePoint.findMany({
      where: { runId, split },
      orderBy: { step: 'asc' },
      omit: { runId: true },
    });
  }
}

/** A point that is there already, from an attempt that died after it, is written over. */
export async function writeCurvePoints(
  tx: Transaction,
  runId: string,
  points: readonly CurvePointRecord[],
): Promise<void> {
  for (const { split, step, crossEntropy, accuracy } of points) {
    requireFinite(`crossEntropy of ${split} at step ${step}`, crossEntropy);
    requireFinite(`accuracy of ${split} at step ${step}`, accuracy);
    await tx.curvePoint.upsert({
      where: { runId_split_step: { runId, split, step } },
      create: { runId, split, step, crossEntropy, accuracy },
      update: { crossEntropy, accuracy },
    });
  }
}
