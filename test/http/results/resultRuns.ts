import { createHash } from 'node:crypto';

import { parameterCount } from '../../../src/networks/parameters.ts';
import { defaultTrainingOptions } from '../../../src/networks/trainingOptions.ts';
import { toGlobalId } from '../../../src/service/records/globalId.ts';
import type { CurvePointRecord, ModelRecord, NewRun } from '../../../src/store/records.ts';
import { findArchitecture } from '../../../src/zoo/architectures.ts';
import { evaluation, newRun, weightsFile, type TestService } from '../testService.ts';

export interface ResultOptions {
  seed?: number;
  accuracy?: number;
  crossEntropy?: number;
  /** What the run was made of, where it is not what the architecture asks for. */
  change?: Partial<NewRun>;
  curvePoints?: CurvePointRecord[];
  /** Whether the model shall be run: it has starting weights then, and else a file of one byte. */
  runnable?: boolean;
}

/**
 * A run on MNIST that has succeeded, with its model, as trainModel with an architecture makes them.
 */
export async function addResult(
  { store, catalog }: TestService,
  slug: string,
  {
    seed = 1,
    accuracy = 0.9,
    crossEntropy = 0.3,
    change = {},
    curvePoints = [],
    runnable = false,
  }: ResultOptions = {},
): Promise<{ run: string; model: ModelRecord }> {
  const { sha256 } = await catalog.load('mnist');
  const { recipe, dropout = 0 } = findArchitecture(slug)!;
  const run = await store.runs.create({
    ...newRun({ cell: 'GRU', units: 1 }),
    architecture: slug,
    network: { recipe, rows: 28, columns: 28, classes: 10, binarizeThreshold: 0.1 },
    options: { ...defaultTrainingOptions, dropout, seed },
    dataset: { name: 'mnist', sha256 },
    ...change,
  });
  const began = await store.runs.beginAttempt(run.id);
  const bytes = runnable ? weightsFile(run.network, seed) : Uint8Array.of(seed);
  const attempt = store.attempt(run.id, began!.attempt);
  await attempt.started('native test');
  const model = await attempt.succeed({
    step: run.totalSteps,
    keptStep: run.totalSteps,
    curvePoints,
    evaluation: { ...evaluation, accuracy, crossEntropy },
    weights: { bytes, sha256: createHash('sha256').update(bytes).digest('hex') },
    parameterCount: parameterCount(run.network),
  });
  return { run: toGlobalId('Run', run.id), model };
}
