import type { Database, Transaction } from './database.ts';
import type { Checkpoint } from './generated/client.ts';
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
      best: bestOf(row),
    };
  }
}

function bestOf(row: Checkpoint): CheckpointRecord['best'] {
  const { bestStep: step, bestCrossEntropy: crossEntropy, bestParameters } = row;
  if (step === null || crossEntropy === null) return null;
  const parameters = bestParameters === null ? null : floatsOf(bestParameters);
  return { step, crossEntropy, parameters };
}

export async function writeCheckpoint(
  tx: Transaction,
  runId: string,
  checkpoint: CheckpointRecord,
): Promise<void> {
  const { step, parameters, firstMoment, secondMoment, lossSum, lossCount, best } = checkpoint;
  requireAllFinite('checkpoint.parameters', parameters);
  requireAllFinite('checkpoint.firstMoment', firstMoment);
  requireAllFinite('checkpoint.secondMoment', secondMoment);
  requireFinite('checkpoint.lossSum', lossSum);
  if (best !== null) requireFinite('checkpoint.best.crossEntropy', best.crossEntropy);
  const bestParameters = best?.parameters ?? null;
  if (bestParameters !== null) requireAllFinite('checkpoint.best.parameters', bestParameters);
  const state = {
    parameters: bytesOf(parameters),
    firstMoment: bytesOf(firstMoment),
    secondMoment: bytesOf(secondMoment),
    lossSum,
    lossCount,
    bestStep: best?.step ?? null,
    bestCrossEntropy: best?.crossEntropy ?? null,
    bestParameters: bestParameters === null ? null : bytesOf(bestParameters),
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
