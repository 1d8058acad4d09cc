import { GatescopeError } from '../errors.ts';
import { keepNewestCheckpoints, newestSound, writeCheckpoint } from './checkpoints.ts';
import { writeCurvePoints } from './curvePoints.ts';
import type { Database, Transaction } from './database.ts';
import type { Prisma, Run } from './generated/client.ts';
import { Claim } from './jobs/claim.ts';
import { toJson } from './json.ts';
import { toModelRecord } from './modelRecord.ts';
import type {
  CheckpointRecord,
  CurvePointRecord,
  EvaluationRecord,
  ModelRecord,
  SnapshotRecord,
} from './records.ts';
import { newRecordId } from './recordId.ts';
import { slugCandidates } from './slug.ts';
import { writeSnapshot } from './snapshots.ts';

/** Two, so that one is left should the newest turn out damaged. */
const KEPT_WHILE_RUNNING = 2;
const KEPT_AT_THE_END = 1;

/** What a worker knows of a run at one moment; all of it is stored or none. */
export interface TrainingState {
  /** Steps done. */
  step: number;
  /** Points measured since the last such write. */
  curvePoints: readonly CurvePointRecord[];
  checkpoint?: CheckpointRecord | undefined;
  snapshot?: SnapshotRecord | undefined;
}

export interface TrainingResult {
  /** Steps done; fewer than the run's in all where it was stopped early. */
  step: number;
  /** The step after which the weights were as the model has them. */
  keptStep: number;
  curvePoints: readonly CurvePointRecord[];
  /** Of the model's weights, over the whole test split. */
  evaluation: EvaluationRecord;
  /** A safetensors file and its SHA-256. */
  weights: { bytes: Uint8Array; sha256: string };
  parameterCount: number;
}

/**
 * One worker's hold on a run: a claim, with what a training writes. Fencing by the attempt's number
 * refuses a stale write of a superseded attempt (`Claim.write`).
 */
export class Attempt extends Claim {
  constructor(database: Database, runId: string, attempt: number) {
    super(database, 'run', runId, attempt);
  }

  get runId(): string {
    return this.id;
  }

  /**
   * The checkpoint to go on from: the newest that is as it was written, or none. Newer ones are damaged;
   * they are deleted, and their steps returned.
   */
  async resumePoint(): Promise<{ checkpoint: CheckpointRecord | null; broken: number[] }> {
    return this.write(async (tx) => {
      const { checkpoint, broken } = await newestSound(tx, this.id);
      await tx.checkpoint.deleteMany({ where: { runId: this.id, step: { in: broken } } });
      return { checkpoint, broken };
    });
  }

  /** The first step is about to begin, on the engine described. */
  async started(engine: string): Promise<void> {
    await this.#change({ engine }, async (tx) => {
      await tx.run.updateMany({
        where: { id: this.id, startedAt: null },
        data: { startedAt: new Date() },
      });
    });
  }

  /** @param step steps done */
  async progress(step: number): Promise<void> {
    await this.#change({ step }, () => Promise.resolve());
  }

  /** A checkpoint of more steps than any before shows that this attempt was none in vain. */
  async record({ step, curvePoints, checkpoint, snapshot }: TrainingState): Promise<void> {
    await this.#change({ step }, async (tx) => {
      await writeCurvePoints(tx, this.id, curvePoints);
      if (snapshot !== undefined) await writeSnapshot(tx, this.id, snapshot);
      if (checkpoint === undefined) return;
      const isNewest = await writeCheckpoint(tx, this.id, checkpoint);
      await keepNewestCheckpoints(tx, this.id, KEPT_WHILE_RUNNING);
      if (isNewest && checkpoint.step > 0) {
        await tx.run.update({ where: { id: this.id }, data: { tries: 0 }, select: { id: true } });
      }
    });
  }

  /**
   * Ends the run and makes its model, whose slug is the run's name, or one made of architecture and
   * run where there is no name or someone has it after all.
   */
  async succeed(result: TrainingResult): Promise<ModelRecord> {
    const { step, keptStep, curvePoints, weights, parameterCount } = result;
    const evaluation = toJson(result.evaluation);
    const finishedAt = new Date();
    const end = { step, keptStep, evaluation, status: 'SUCCEEDED', finishedAt } as const;
    return this.#change(end, async (tx, run) => {
      await writeCurvePoints(tx, this.id, curvePoints);
      await keepNewestCheckpoints(tx, this.id, KEPT_AT_THE_END);
      return createModel(tx, run, {
        ...newRecordId(),
        architecture: run.architecture,
        network: run.network as Prisma.InputJsonValue,
        datasetName: run.datasetName,
        datasetSha256: run.datasetSha256,
        origin: 'RUN',
        runId: run.id,
        parameterCount,
        weights: new Uint8Array(weights.bytes),
        weightsBytes: weights.bytes.byteLength,
        weightsSha256: weights.sha256,
        evaluation,
      });
    });
  }

  /** What stood in the run's way, if anything did, does so no longer. */
  #change<T>(
    change: Prisma.RunUpdateInput,
    andThen: (tx: Transaction, run: Run) => Promise<T>,
  ): Promise<T> {
    return this.write(async (tx) => {
      const data = { waitingReason: null, ...change };
      return andThen(tx, await tx.run.update({ where: { id: this.id }, data }));
    });
  }
}

/** A slug that is taken must not cost a finished training, nor break off its transaction. */
async function createModel(
  tx: Transaction,
  run: Run,
  model: Omit<Prisma.ModelCreateManyInput, 'slug'>,
): Promise<ModelRecord> {
  for (const slug of slugCandidates(run)) {
    const [row] = await tx.model.createManyAndReturn({
      data: [{ ...model, slug }],
      skipDuplicates: true,
      omit: { weights: true },
    });
    if (row !== undefined) return toModelRecord(row);
  }
  throw new GatescopeError('INTERNAL', `No slug is free for the model of run ${run.id}`);
}
