import type { Dataset } from '../../data/dataset.ts';
import { MNIST } from '../../data/mnist.ts';
import type { SplitName } from '../../data/split.ts';
import { invalidArgument, misfit, shown } from '../../errors.ts';
import { checkClassifier } from '../../inspection/classifier.ts';
import { notRecurrent } from '../../inspection/recurrentNetwork.ts';
import type { SplitPredictions } from '../../inspection/splitPredictions.ts';
import { isRecurrent } from '../../networks/recipe.ts';
import { sequenceOf } from '../../networks/tasks/taskOf.ts';
import type { ModelRecord, Page } from '../../store/records.ts';
import type { Context } from '../context.ts';
import { findModel } from '../records/findModel.ts';
import { modelSubject } from '../reading/traceSubject.ts';

/** Which examples are wanted; what is null does not matter. */
export interface GalleryRequest {
  dataset: string | null;
  split: SplitName;
  classes: readonly number[] | null;
  /** Slug or global id. */
  readBy: string | null;
  outcome: 'RIGHT' | 'WRONG' | 'LATE' | null;
  answers: readonly number[] | null;
}

/** As the API's type Example, but for the image. */
export interface GalleryExample {
  /** Its place, as text. */
  id: string;
  source: Dataset;
  split: SplitName;
  index: number;
  label: number;
  answer: number | null;
  decisionStep: number | null;
}

/** In the order of the split. */
export interface Gallery {
  source: Dataset;
  split: SplitName;
  predictions: SplitPredictions | null;
  /** Places of those that are wanted. */
  indices: number[];
}

/**
 * @throws GatescopeError INVALID_ARGUMENT, MODEL_NOT_FOUND, DATASET_NOT_FOUND, DATASET_BROKEN, BUSY,
 *   NOT_A_CLASSIFIER, NOT_RECURRENT for late decisions of a model that answers once
 */
export async function gallery(context: Context, request: GalleryRequest): Promise<Gallery> {
  const { split } = request;
  const { services, splitAnswers, caller } = context;
  const { models } = services.store;
  const { readBy } = request;
  const model = readBy === null ? null : await findModel(models, readBy, 'readBy');
  const source = await sourceOf(context, request.dataset, model);
  checkRequest(request, source, model);
  const predictions =
    model && (await splitAnswers.of(modelSubject(model, models), source, split, caller.gone));
  const { labels } = source.splits[split];
  const late = model === null ? 0 : (sequenceOf(model.network).steps * 3) / 4;
  const isWanted = wanted(request, labels, predictions, late);
  const indices: number[] = [];
  for (let index = 0; index < labels.length; index++) if (isWanted(index)) indices.push(index);
  return { source, split, predictions, indices };
}

/** @param after the place after which to go on */
export function galleryPage(
  { source, split, predictions, indices }: Gallery,
  first: number,
  after: number | null,
): Page<GalleryExample> {
  const skipped = after === null ? 0 : indices.findIndex((index) => index > after);
  const start = skipped === -1 ? indices.length : skipped;
  const items = indices.slice(start, start + first).map((index): GalleryExample => ({
    ...{ id: `${index}`, source, split, index },
    label: source.splits[split].labels[index] as number,
    answer: predictions?.labels[index] ?? null,
    decisionStep: predictions?.decisionSteps?.[index] ?? null,
  }));
  return {
    items,
    hasNextPage: start + items.length < indices.length,
    hasPreviousPage: start > 0,
    totalCount: indices.length,
  };
}

/** The data set as it is, and as the model was trained on it. */
async function sourceOf(
  { services: { catalog } }: Context,
  name: string | null,
  model: ModelRecord | null,
): Promise<Dataset> {
  const trained = model?.dataset;
  const source = await catalog.load(name ?? trained?.name ?? MNIST, 'dataset');
  if (trained === undefined || trained.sha256 === source.sha256) return source;
  const expected = `a model of ${source.name} as it is now (SHA-256 ${source.sha256})`;
  const got = `${model?.slug}, trained on ${trained.name} (SHA-256 ${trained.sha256})`;
  throw misfit('INVALID_ARGUMENT', 'readBy', expected, got);
}

function checkRequest(
  { classes, outcome, answers }: GalleryRequest,
  source: Dataset,
  model: ModelRecord | null,
): void {
  for (const [argument, list] of Object.entries({ classes, answers })) {
    const odd = list?.find((label) => label < 0 || label >= source.classes);
    if (odd === undefined) continue;
    throw invalidArgument(argument, `classes from 0 to ${source.classes - 1}`, odd);
  }
  if (model !== null) {
    checkClassifier({ network: model.network, title: model.slug }, 'readBy');
    if (outcome !== 'LATE' || isRecurrent(model.network)) return;
    throw notRecurrent('outcome', model.slug);
  }
  for (const [argument, value] of Object.entries({ outcome, answers })) {
    if (value === null) continue;
    throw misfit('INVALID_ARGUMENT', argument, 'nothing without readBy', shown(value));
  }
}

/** @param late the step from which on a decision is late */
function wanted(
  { classes, outcome, answers }: GalleryRequest,
  labels: Uint8Array,
  predictions: SplitPredictions | null,
  late: number,
): (index: number) => boolean {
  const [ofClasses, ofAnswers] = [classes && new Set(classes), answers && new Set(answers)];
  const isRight = (index: number) => predictions?.labels[index] === labels[index];
  const isLate = (index: number) => (predictions?.decisionSteps?.[index] ?? 0) >= late;
  return (index) =>
    (ofClasses?.has(labels[index] as number) ?? true) &&
    (ofAnswers?.has(predictions?.labels[index] as number) ?? true) &&
    (outcome === null ||
      (outcome === 'LATE' ? isLate(index) : isRight(index) === (outcome === 'RIGHT')));
}
