import type { Network } from '../networks/recipe.ts';
import type { TrainingOptions } from '../networks/trainingOptions.ts';
import type { Run } from './generated/client.ts';
import type { EvaluationRecord, RunRecord } from './records.ts';

/** The rest of Gatescope's view of a row; its JSON was checked when it was made. */
export function toRunRecord(row: Run): RunRecord {
  return {
    id: row.id,
    name: row.name,
    architecture: row.architecture,
    network: row.network as unknown as Network,
    options: row.options as unknown as TrainingOptions,
    seriesId: row.seriesId,
    dataset: { name: row.datasetName, sha256: row.datasetSha256 },
    engineChoice: row.engineChoice,
    status: row.status,
    step: row.step,
    totalSteps: row.totalSteps,
    keptStep: row.keptStep,
    priority: row.priority,
    attempt: row.attempt,
    tries: row.tries,
    engine: row.engine,
    error: row.errorCode === null ? null : { code: row.errorCode, message: row.errorMessage ?? '' },
    waitingReason: row.waitingReason,
    evaluation: row.evaluation as unknown as EvaluationRecord | null,
    createdAt: row.createdAt,
    startedAt: row.startedAt,
    finishedAt: row.finishedAt,
  };
}
