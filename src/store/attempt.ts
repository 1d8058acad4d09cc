import { GatescopeError } from '../errors.ts';
import { keepNewestCheckpoints, writeCheckpoint } from './checkpoints.ts';
import { writeCurvePoints } from './curvePoints.ts';
import type { Database, Transaction } from './database.ts';
import type { Prisma, Run } from './generated/client.ts';
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
 * One worker's hold on a run, from `Runs.beginAttempt` until the run ends or another attempt begins.
 * Each write is a transaction that first makes sure of the hold, by a change of the run's row that
 * keeps others from changing it until the write is done.
 *
 * Every method throws GatescopeError ATTEMPT_SUPERSEDED, having written nothing, when the hold is lost.
 * After DATABASE_UNAVAILABLE the write may have been stored or not; each may be repeated, and one that
 * ends the run is then refused as superseded if it had been stored.
 */
export class Attempt {
  readonly runId: string;
  readonly attempt: number;
  readonly #database: Database;

  constructor(database: Database, runId: string, attempt: number) {
    this.#database = database;
    this.runId = runId;
    this.attempt = attempt;
  }

  /** The first step is about to begin, on the engine described. */
  async started(engine: string): Promise<void> {
    await this.#write({ engine }, async (tx) => {
      await tx.run.updateMany({
        where: { id: this.runId, startedAt: null },
        data: { startedAt: new Date() },
      });
    });
  }

  /** @param step steps done */
  async progress(step: number): Promise<void> {
    await this.#write({ step }, () => Promise.resolve());
  }

  async record({ step, curvePoints, checkpoint, snapshot }: TrainingState): Promise<void> {
    await this.#write({ step }, async (tx) => {
      await writeCurvePoints(tx, this.runId, curvePoints);
      if (snapshot !== undefined) await writeSnapshot(tx, this.runId, snapshot);
      if (checkpoint === undefined) return;
      await writeCheckpoint(tx, this.runId, checkpoint);
      await keepNewestCheckpoints(tx, this.runId, KEPT_WHILE_RUNNING);
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
    return this.#write(end, async (tx, run) => {
      await writeCurvePoints(tx, this.runId, curvePoints);
      await keepNewestCheckpoints(tx, this.runId, KEPT_AT_THE_END);
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

  async fail({ code, message }: { code: string; message: string }): Promise<void> {
    const error = { errorCode: code, errorMessage: message };
    await this.#write({ status: 'FAILED', finishedAt: new Date(), ...error }, (tx) =>
      keepNewestCheckpoints(tx, this.runId, KEPT_AT_THE_END),
    );
  }

  #write<T>(
    change: Prisma.RunUpdateManyMutationInput,
    andThen: (tx: Transaction, run: Run) => Promise<T>,
  ): Promise<T> {
    return this.#database.transaction(async (tx) => {
      const [run] = await tx.run.updateManyAndReturn({
        where: { id: this.runId, attempt: this.attempt, status: 'RUNNING' },
        data: change,
      });
      if (run !== undefined) return andThen(tx, run);
      throw new GatescopeError(
        'ATTEMPT_SUPERSEDED',
        `Attempt ${this.attempt} no longer has run ${this.runId}`,
      );
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
