import type { Database, Transaction } from './database.ts';
import { requireAllFinite, requireFinite } from './finite.ts';
import { bytesOf, floatsOf } from './floatBytes.ts';
import type { CheckpointRecord } from './records.ts';

/** Where runs can go on from. `Attempt.record` writes them. */
export class Checkpoints {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The one after the most steps. */
  async latest(runId: string): Promise<CheckpointRecord | null> {
    const row = await this.#database.direct.checkpoint.findFirst({
      where: { runId },
      orderBy: { step: 'desc' },
    });
    if (row === null) return null;
    return {
      step: row.step,
      parameters: floatsOf(row.parameters),
      firstMoment: floatsOf(row.firstMoment),
      secondMoment: floatsOf(row.secondMoment),
      lossSum: row.lossSum,
      lossCount: row.lossCount,
    };
  }
}

export async function writeCheckpoint(
  tx: Transaction,
  runId: string,
  checkpoint: CheckpointRecord,
): Promise<void> {
  const { step, parameters, firstMoment, secondMoment, lossSum, lossCount } = checkpoint;
  requireAllFinite('checkpoint.parameters', parameters);
  requireAllFinite('checkpoint.firstMoment', firstMoment);
  requireAllFinite('checkpoint.secondMoment', secondMoment);
  requireFinite('checkpoint.lossSum', lossSum);
  const state = {
    parameters: bytesOf(parameters),
    firstMoment: bytesOf(firstMoment),
    secondMoment: bytesOf(secondMoment),
    lossSum,
    lossCount,
  };
  await tx.checkpoint.upsert({
    where: { runId_step: { runId, step } },
    create: { runId, step, ...state },
    update: state,
  });
}

/** Deletes all of a run's checkpoints but the `kept` newest. */
export async function keepNewestCheckpoints(
  tx: Transaction,
  runId: string,
  kept: number,
): Promise<void> {
  const obsolete = await tx.checkpoint.findFirst({
    where: { runId },
    orderBy: { step: 'desc' },
    skip: kept,
    select: { step: true },
  });
  if (obsolete === null) return;
  await tx.checkpoint.deleteMany({ where: { runId, step: { lte: obsolete.step } } });
}
