import { createHash } from 'node:crypto';

import { createCurvePoints } from './curvePoints.ts';
import type { Transaction } from './database.ts';
import { toJson } from './json.ts';
import type { CurvePointRecord, EvaluationRecord, ModelRecord, RunRecord } from './records.ts';

/** A model of the zoo and the run that made it, elsewhere: all that its card says. */
export interface NewZooModel extends Pick<
  RunRecord,
  'network' | 'options' | 'dataset' | 'totalSteps' | 'step'
> {
  /** Of its architecture, and so its own. */
  slug: string;
  /** Its place in the zoo, 0 to 999: lists show it there. */
  place: number;
  keptStep: number;
  engine: string;
  startedAt: Date;
  finishedAt: Date;
  curvePoints: readonly CurvePointRecord[];
  evaluation: EvaluationRecord;
  parameterCount: number;
  /** SHA-256 of the safetensors file. */
  weightsSha256: string;
}

/** Stored, as new or over another; there already; or left out, as a user's model has its slug. */
export type ZooOutcome = 'STORED' | 'PRESENT' | 'SLUG_TAKEN';

/** What there is by a slug: whose it is, and the run that it came from. */
export type StoredBySlug = Pick<ModelRecord, 'origin' | 'runId'>;

export async function modelsBySlug(
  tx: Transaction,
  slugs: readonly string[],
): Promise<Map<string, StoredBySlug>> {
  const rows = await tx.model.findMany({
    where: { slug: { in: [...slugs] } },
    select: { slug: true, origin: true, runId: true },
  });
  return new Map(rows.map(({ slug, ...stored }) => [slug, stored]));
}

/** What there is to do where `stored` is; null for a model that has to be stored. */
export function knownOutcome(
  zoo: NewZooModel,
  stored: StoredBySlug | null | undefined,
): ZooOutcome | null {
  if (stored?.origin === 'RUN') return 'SLUG_TAKEN';
  return stored?.runId === zooRunId(zoo) ? 'PRESENT' : null;
}

/**
 * Makes a zoo model what it is now, with its run. One of which anything has changed is changed in place:
 * its id and slug stay, and its former run goes.
 *
 * @param weights the safetensors file
 */
export async function storeZooModel(
  tx: Transaction,
  zoo: NewZooModel,
  weights: Uint8Array,
): Promise<ZooOutcome> {
  // Of two servers that start at the same time, the second sees what the first has stored.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('zoo', 0))`;
  const { slug } = zoo;
  const before = await tx.model.findUnique({ where: { slug }, omit: { weights: true } });
  const known = knownOutcome(zoo, before);
  if (known !== null) return known;

  const runId = await createRun(tx, zoo);
  const model = modelRow(zoo, runId, weights);
  if (before === null) {
    await tx.model.create({ data: { ...model, id: zooId(zoo.place, `model ${slug}`) } });
    return 'STORED';
  }
  await tx.model.update({ where: { slug }, data: model });
  if (before.runId !== null) await tx.run.delete({ where: { id: before.runId } });
  return 'STORED';
}

async function createRun(tx: Transaction, zoo: NewZooModel): Promise<string> {
  const { slug, network, options, dataset, totalSteps, step, keptStep } = zoo;
  const { engine, startedAt, finishedAt, evaluation, curvePoints } = zoo;
  const id = zooRunId(zoo);
  await tx.run.create({
    data: {
      ...{ id, architecture: slug, network: toJson(network), options: toJson(options) },
      ...{ datasetName: dataset.name, datasetSha256: dataset.sha256, engineChoice: 'AUTO' },
      ...{ status: 'SUCCEEDED', totalSteps, step, keptStep, attempt: 1, engine },
      ...{ evaluation: toJson(evaluation), createdAt: startedAt, startedAt, finishedAt },
    },
  });
  await createCurvePoints(tx, id, curvePoints);
  return id;
}

function modelRow(zoo: NewZooModel, runId: string, weights: Uint8Array) {
  const { slug, network, dataset, parameterCount, evaluation, finishedAt } = zoo;
  return {
    ...{ slug, architecture: slug, network: toJson(network), origin: 'ZOO' as const, runId },
    ...{ datasetName: dataset.name, datasetSha256: dataset.sha256, parameterCount },
    weights: new Uint8Array(weights),
    weightsBytes: weights.byteLength,
    weightsSha256: zoo.weightsSha256,
    evaluation: toJson(evaluation),
    createdAt: finishedAt,
  };
}

/** Another whenever anything on the card is, so that the id alone tells whether the store has it. */
function zooRunId(zoo: NewZooModel): string {
  return zooId(zoo.place, `run ${JSON.stringify(zoo)}`);
}

/**
 * An id of the form of `newRecordId`, with the first second of 1970 as its time. So what users make is
 * newer than the zoo whatever their clocks say, and lists, which are newest first, end with the zoo in
 * its own order. The rest follows from the name: equal everywhere.
 */
function zooId(place: number, name: string): string {
  const time = (999 - place).toString(16).padStart(12, '0');
  const digits = createHash('sha256').update(name).digest('hex');
  return [
    ...[time.slice(0, 8), time.slice(8), `7${digits.slice(0, 3)}`],
    ...[`8${digits.slice(3, 6)}`, digits.slice(6, 18)],
  ].join('-');
}
