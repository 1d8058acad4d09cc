import { contentHash } from './contentHash.ts';
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

  /** The one after the most steps that is as it was written. */
  async latest(runId: string): Promise<CheckpointRecord | null> {
    return (await newestSound(this.#database.direct, runId)).checkpoint;
  }
}

/** The newest checkpoint that is sound, and the steps of those that are newer and not. */
export async function newestSound(
  tx: Transaction,
  runId: string,
): Promise<{ checkpoint: CheckpointRecord | null; broken: number[] }> {
  const rows = await tx.checkpoint.findMany({
    where: { runId },
    orderBy: { step: 'desc' },
    select: { step: true },
  });
  const broken: number[] = [];
  // One at a time, since each may be large and the first is sound as a rule.
  for (const { step } of rows) {
    const row = await tx.checkpoint.findUnique({ where: { runId_step: { runId, step } } });
    if (row === null) continue;
    if (isSound(row)) return { checkpoint: recordOf(row), broken };
    broken.push(step);
  }
  return { checkpoint: null, broken };
}

/** Those from before there were hashes can only be looked at. */
function isSound(row: Checkpoint): boolean {
  if (row.sha256 !== null) return row.sha256 === hashOf(row);
  const { parameters, firstMoment, secondMoment, bestParameters } = row;
  const arrays = [parameters, firstMoment, secondMoment, bestParameters ?? parameters];
  return arrays.every(
    (bytes) =>
      bytes.byteLength === parameters.byteLength &&
      bytes.byteLength % 4 === 0 &&
      floatsOf(bytes).every(Number.isFinite),
  );
}

function hashOf(row: Omit<Checkpoint, 'sha256'>): string {
  const { runId, step, lossSum, lossCount, bestStep, bestCrossEntropy } = row;
  return contentHash(
    [runId, step, lossSum, lossCount, bestStep, bestCrossEntropy],
    [row.parameters, row.firstMoment, row.secondMoment, row.bestParameters],
  );
}

function recordOf(row: Checkpoint): CheckpointRecord {
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

function bestOf(row: Checkpoint): CheckpointRecord['best'] {
  const { bestStep: step, bestCrossEntropy: crossEntropy, bestParameters } = row;
  if (step === null || crossEntropy === null) return null;
  const parameters = bestParameters === null ? null : floatsOf(bestParameters);
  return { step, crossEntropy, parameters };
}

/** @returns whether it is of more steps than any that there was */
export async function writeCheckpoint(
  tx: Transaction,
  runId: string,
  checkpoint: CheckpointRecord,
): Promise<boolean> {
  const row = rowOf(runId, checkpoint);
  const { step } = row;
  const others = { runId, step: { gte: step } };
  const isNewest = (await tx.checkpoint.count({ where: others })) === 0;
  const data = { ...row, sha256: hashOf(row) };
  await tx.checkpoint.upsert({
    where: { runId_step: { runId, step } },
    create: data,
    update: data,
    select: { step: true },
  });
  return isNewest;
}

function rowOf(runId: string, checkpoint: CheckpointRecord) {
  const { step, parameters, firstMoment, secondMoment, lossSum, lossCount, best } = checkpoint;
  requireAllFinite('checkpoint.parameters', parameters);
  requireAllFinite('checkpoint.firstMoment', firstMoment);
  requireAllFinite('checkpoint.secondMoment', secondMoment);
  requireFinite('checkpoint.lossSum', lossSum);
  if (best !== null) requireFinite('checkpoint.best.crossEntropy', best.crossEntropy);
  const bestParameters = best?.parameters ?? null;
  if (bestParameters !== null) requireAllFinite('checkpoint.best.parameters', bestParameters);
  return {
    runId,
    step,
    parameters: bytesOf(parameters),
    firstMoment: bytesOf(firstMoment),
    secondMoment: bytesOf(secondMoment),
    lossSum,
    lossCount,
    bestStep: best?.step ?? null,
    bestCrossEntropy: best?.crossEntropy ?? null,
    bestParameters: bestParameters === null ? null : bytesOf(bestParameters),
  };
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
