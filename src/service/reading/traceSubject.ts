import { GatescopeError } from '../../errors.ts';
import { decodeSafetensors } from '../../formats/safetensors.ts';
import { parametersFromTensors } from '../../networks/namedParameters.ts';
import { parameterCount } from '../../networks/parameters.ts';
import type { Network } from '../../networks/recipe.ts';
import type { DatasetReference, ModelRecord } from '../../store/records.ts';
import type { Store } from '../../store/store.ts';
import type { RunSnapshot } from '../records/findSnapshot.ts';

/** A network with weights, to be looked into: a model, or a run at one of its snapshots. */
export interface TraceSubject {
  readonly network: Network;
  /** What it was trained on. */
  readonly dataset: DatasetReference;
  readonly source: { model: ModelRecord } | { snapshot: RunSnapshot };
  /** What figures and errors call it. */
  readonly title: string;
  /** Equal for equal weights only. */
  readonly weightsKey: string;
  readonly weightsBytes: number;
  /**
   * The weights, flat in the order of the parameter layout.
   *
   * @throws GatescopeError WEIGHTS_CORRUPT, or MODEL_NOT_FOUND or SNAPSHOT_NOT_FOUND when they have
   *   gone meanwhile
   */
  load(): Promise<Float32Array>;
}

export function modelSubject(model: ModelRecord, models: Store['models']): TraceSubject {
  const { id, slug, network, dataset, weights } = model;
  return {
    network,
    dataset,
    source: { model },
    title: slug,
    weightsKey: `model ${id} ${weights.sha256}`,
    weightsBytes: weights.bytes,
    load: async () => parametersFromTensors(network, decodeSafetensors(await models.weights(id))),
  };
}

export function snapshotSubject(
  snapshot: RunSnapshot,
  snapshots: Store['snapshots'],
): TraceSubject {
  const { run, step } = snapshot;
  const { network, dataset } = run;
  return {
    network,
    dataset,
    source: { snapshot },
    title: `${run.architecture} after ${step} steps`,
    // A snapshot that is written again is the same to the bit.
    weightsKey: `run ${run.id} step ${step}`,
    weightsBytes: parameterCount(network) * Float32Array.BYTES_PER_ELEMENT,
    load: async () => {
      const parameters = await snapshots.parameters(run.id, step);
      if (parameters !== null) return parameters;
      throw new GatescopeError('SNAPSHOT_NOT_FOUND', `The snapshot at step ${step} has gone`);
    },
  };
}
