import { createHash } from 'node:crypto';

import { createCurvePoints } from './curvePoints.ts';
import type { Transaction } from './database.ts';
import { toJson } from './json.ts';
import type { CurvePointRecord, EvaluationRecord, ModelRecord, RunRecord } from './records.ts';

/** A model of the zoo and the run that made it, elsewhere. */
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
  /** A safetensors file and its SHA-256. */
  weights: { bytes: Uint8Array; sha256: string };
}

/** Stored, as new or over other weights; there already; or left out, as a user's model has its slug. */
export type ZooOutcome = 'STORED' | 'PRESENT' | 'SLUG_TAKEN';

/** What there is by these slugs: whose it is, and the SHA-256 of its weights. */
export async function modelsBySlug(
  tx: Transaction,
  slugs: readonly string[],
): Promise<Map<string, { origin: ModelRecord['origin']; sha256: string }>> {
  const rows = await tx.model.findMany({
    where: { slug: { in: [...slugs] } },
    select: { slug: true, origin: true, weightsSha256: true },
  });
  return new Map(
    rows.map(({ slug, origin, weightsSha256 }) => [slug, { origin, sha256: weightsSha256 }]),
  );
}

/**
 * Makes a zoo model what it is now, with its run. One that has other weights is changed in place: its
 * id and slug stay, and its former run goes.
 */
export async function storeZooModel(tx: Transaction, zoo: NewZooModel): Promise<ZooOutcome> {
  // Of two servers that start at the same time, the second sees what the first has stored.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('zoo', 0))`;
  const { slug, weights } = zoo;
  const before = await tx.model.findUnique({ where: { slug }, omit: { weights: true } });
  if (before?.origin === 'RUN') return 'SLUG_TAKEN';
  if (before?.weightsSha256 === weights.sha256) return 'PRESENT';

  const runId = await createRun(tx, zoo);
  const model = modelRow(zoo, runId);
  if (before === null) {
    await tx.model.create({ data: { ...model, id: zooId(zoo.place, `model ${slug}`) } });
    return 'STORED';
  }
  await tx.model.update({ where: { slug }, data: model });
  if (before.runId !== null) await tx.run.delete({ where: { id: before.runId } });
  return 'STORED';
}

async function createRun(tx: Transaction, zoo: NewZooModel): Promise<string> {
  const { slug, place, network, options, dataset, totalSteps, step, keptStep } = zoo;
  const { engine, startedAt, finishedAt, evaluation, weights, curvePoints } = zoo;
  const id = zooId(place, `run ${slug} ${weights.sha256}`);
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

function modelRow(zoo: NewZooModel, runId: string) {
  const { slug, network, dataset, parameterCount, weights, evaluation, finishedAt } = zoo;
  return {
    ...{ slug, architecture: slug, network: toJson(network), origin: 'ZOO' as const, runId },
    ...{ datasetName: dataset.name, datasetSha256: dataset.sha256, parameterCount },
    weights: new Uint8Array(weights.bytes),
    weightsBytes: weights.bytes.byteLength,
    weightsSha256: weights.sha256,
    evaluation: toJson(evaluation),
    createdAt: finishedAt,
  };
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
