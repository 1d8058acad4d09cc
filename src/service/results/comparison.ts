import type { Dataset } from '../../data/dataset.ts';
import { misfit } from '../../errors.ts';
import type { Agreement } from '../../inspection/agreement.ts';
import type { SplitPredictions } from '../../inspection/splitPredictions.ts';
import type { SplitName } from '../../data/split.ts';
import type { ModelRecord } from '../../store/records.ts';
import type { Context } from '../context.ts';
import { differentItems } from '../limits/differentItems.ts';
import { comparisonLimits } from '../limits/requestLimits.ts';
import { findModel } from '../records/findModel.ts';
import { modelSubject } from '../reading/traceSubject.ts';

/** A model and what it answers to the split. */
export interface ComparedModelAnswer {
  model: ModelRecord;
  predictions: SplitPredictions;
  /** From its run's first step to its end; null where unknown. */
  trainingSeconds: number | null;
}

export interface ComparisonAnswer {
  source: Dataset;
  split: SplitName;
  models: ComparedModelAnswer[];
  /** What has been found of two models, by their ids: fields of one request ask for the same again. */
  agreements: Map<string, Agreement>;
}

/**
 * @param names slugs or global ids
 * @throws GatescopeError INVALID_ARGUMENT, MODEL_NOT_FOUND, DATASET_NOT_FOUND, DATASET_BROKEN, BUSY
 */
export async function compare(
  { services, batches, splitAnswers, caller }: Context,
  names: readonly string[],
  split: SplitName,
): Promise<ComparisonAnswer> {
  differentItems('models', names, 'models', comparisonLimits);
  const { models } = services.store;
  const records = await Promise.all(names.map((name) => findModel(models, name, 'models')));
  differentItems(
    'models',
    records.map(({ slug }) => slug),
    'models',
    comparisonLimits,
  );
  const source = await commonDataset(services.catalog, records);
  const compared = records.map(async (model): Promise<ComparedModelAnswer> => {
    const [predictions, run] = await Promise.all([
      splitAnswers.of(modelSubject(model, models), source, split, caller.gone),
      model.runId === null ? null : batches.run.load(model.runId),
    ]);
    return { model, predictions, trainingSeconds: run && seconds(run) };
  });
  return { source, split, models: await Promise.all(compared), agreements: new Map() };
}

/** The data set that all of them were trained on, as it is now. */
async function commonDataset(
  catalog: Context['services']['catalog'],
  models: readonly ModelRecord[],
): Promise<Dataset> {
  const [{ dataset: first, slug }] = models as [ModelRecord];
  const other = models.find(({ dataset }) => dataset.sha256 !== first.sha256);
  if (other !== undefined) {
    const expected = `models of one data set (${slug} was trained on ${first.name})`;
    throw misfit(
      'INVALID_ARGUMENT',
      'models',
      expected,
      `${other.slug}, trained on ${other.dataset.name}`,
    );
  }
  const source = await catalog.load(first.name, 'models');
  if (source.sha256 === first.sha256) return source;
  const expected = `models of ${first.name} as it is now (SHA-256 ${source.sha256})`;
  throw misfit('INVALID_ARGUMENT', 'models', expected, `models of SHA-256 ${first.sha256}`);
}

function seconds({ startedAt, finishedAt }: { startedAt: Date | null; finishedAt: Date | null }) {
  if (startedAt === null || finishedAt === null) return null;
  return (finishedAt.getTime() - startedAt.getTime()) / 1000;
}
