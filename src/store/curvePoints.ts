import type { Database, Transaction } from './database.ts';
import { requireFinite } from './finite.ts';
import type { CurvePointRecord } from './records.ts';

/** Learning curves. `Attempt.record` writes them. */
export class CurvePoints {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * The points of one split by step. Where there are more than `most`: the first, the last and others
   * as evenly between as whole places allow, `most` in all.
   *
   * @param most 2 or more
   */
  list(runId: string, split: CurvePointRecord['split'], most: number): Promise<CurvePointRecord[]> {
    const gaps = most - 1;
    // Place p of 0..last is kept if it is n·last / gaps, rounded, for an n of 0..gaps: the least n
    // that reaches p is tried.
    return this.#database.direct.$queryRaw<CurvePointRecord[]>`
      WITH measured AS (
        SELECT "split", "step", "crossEntropy", "accuracy",
          row_number() OVER (ORDER BY "step") - 1 AS place,
          count(*) OVER () - 1 AS last
        FROM "CurvePoint"
        WHERE "runId" = ${runId}::uuid AND "split" = ${split}::"Split"
      ), tried AS (
        SELECT *, (2 * ${gaps}::bigint * place - ${gaps} + 2 * last - 1) / nullif(2 * last, 0) AS n
        FROM measured
      )
      SELECT "split", "step", "crossEntropy", "accuracy"
      FROM tried
      WHERE last <= ${gaps} OR (2 * n * last + ${gaps}) / (2 * ${gaps}) = place
      ORDER BY "step"`;
  }
}

/** A point that is there already, from an attempt that died after it, is written over. */
export async function writeCurvePoints(
  tx: Transaction,
  runId: string,
  points: readonly CurvePointRecord[],
): Promise<void> {
  for (const point of points) {
    requireFinitePoint(point);
    const { split, step, crossEntropy, accuracy } = point;
    await tx.curvePoint.upsert({
      where: { runId_split_step: { runId, split, step } },
      create: { runId, split, step, crossEntropy, accuracy },
      update: { crossEntropy, accuracy },
    });
  }
}

/** All points of a run that has none yet, in one go. */
export async function createCurvePoints(
  tx: Transaction,
  runId: string,
  points: readonly CurvePointRecord[],
): Promise<void> {
  points.forEach(requireFinitePoint);
  await tx.curvePoint.createMany({ data: points.map((point) => ({ ...point, runId })) });
}

function requireFinitePoint({ split, step, crossEntropy, accuracy }: CurvePointRecord): void {
  requireFinite(`crossEntropy of ${split} at step ${step}`, crossEntropy);
  requireFinite(`accuracy of ${split} at step ${step}`, accuracy);
}
