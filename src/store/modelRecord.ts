import type { Network } from '../networks/recipe.ts';
import type { Model } from './generated/client.ts';
import type { EvaluationRecord, ModelRecord } from './records.ts';

/** Everything but the weights, which are large and seldom wanted. */
export type ModelRow = Omit<Model, 'weights'>;

/** The rest of Gatescope's view of a row; its JSON was checked when it was made. */
export function toModelRecord(row: ModelRow): ModelRecord {
  return {
    id: row.id,
    slug: row.slug,
    architecture: row.architecture,
    network: row.network as unknown as Network,
    dataset: { name: row.datasetName, sha256: row.datasetSha256 },
    origin: row.origin,
    runId: row.runId,
    parameterCount: row.parameterCount,
    weights: { bytes: row.weightsBytes, sha256: row.weightsSha256 },
    evaluation: row.evaluation as unknown as EvaluationRecord | null,
    createdAt: row.createdAt,
  };
}
