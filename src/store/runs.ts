import { GatescopeError, invalidArgument } from '../errors.ts';
import type { Database, Transaction } from './database.ts';
import { equalTo } from './equalTo.ts';
import type { Prisma } from './generated/client.ts';
import { Jobs } from './jobs/jobs.ts';
import { toJson } from './json.ts';
import { type PageRequest, readPage } from './page.ts';
import {
  mostUnfinishedRuns,
  type NewRun,
  type Page,
  type RunFilter,
  type RunRecord,
} from './records.ts';
import { isRecordId, newRecordId } from './recordId.ts';
import { toRunRecord } from './runRecord.ts';
import { slugForm } from './slug.ts';
import { slugTaken, unfinishedRun } from './slugTaken.ts';

/** Training runs. As jobs they are in `jobs`; what the worker that has one writes goes through `Attempt`. */
export class Runs {
  readonly #database: Database;
  readonly jobs: Jobs;

  constructor(database: Database) {
    this.#database = database;
    this.jobs = new Jobs(database, 'run');
  }

  /** As `createAll`, for one. */
  async create(run: NewRun, tx?: Transaction): Promise<RunRecord> {
    const [created] = await this.createAll([run], tx);
    return created as RunRecord;
  }

  /**
   * Stores all of these runs or, where one of them cannot be, none.
   *
   * @param tx the transaction to be part of; one of their own when not given
   * @returns them in the same order, which is that of their ids
   * @throws GatescopeError INVALID_ARGUMENT for a name of the wrong form, NAME_TAKEN when a model, or
   *   a run that may become one, has it, QUEUE_FULL
   */
  async createAll(runs: readonly NewRun[], tx?: Transaction): Promise<RunRecord[]> {
    if (tx === undefined) return this.#database.transaction((own) => this.createAll(runs, own));
    // Of two submissions at the same time, the second sees the runs of the first.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('submission', 0))`;
    await checkQueue(tx, runs.length);
    const created: RunRecord[] = [];
    for (const run of runs) created.push(await this.#insert(run, tx));
    return created;
  }

  async #insert(run: NewRun, tx: Transaction): Promise<RunRecord> {
    if (run.name !== null) await checkName(run.name, tx);
    const { dataset, network, options, ...rest } = run;
    const row = await tx.run.create({
      data: {
        ...newRecordId(),
        ...rest,
        network: toJson(network),
        options: toJson(options),
        datasetName: dataset.name,
        datasetSha256: dataset.sha256,
      },
    });
    return toRunRecord(row);
  }

  /** Null for an unknown id, whatever its form. */
  async find(id: string): Promise<RunRecord | null> {
    if (!isRecordId(id)) return null;
    const row = await this.#database.direct.run.findUnique({ where: { id } });
    return row === null ? null : toRunRecord(row);
  }

  /** Newest first. */
  async list(request: PageRequest<RunFilter>): Promise<Page<RunRecord>> {
    const { status, architecture, dataset, seriesId } = request.filter;
    const filter: Prisma.RunWhereInput = {
      ...(status == null ? {} : { status }),
      ...(architecture == null ? {} : { architecture: equalTo(architecture) }),
      ...(dataset == null ? {} : { datasetName: equalTo(dataset) }),
      ...(seriesId == null ? {} : { seriesId }),
    };
    const { run } = this.#database.direct;
    return readPage(request, {
      newestFirst: async (condition, take) => {
        const where = { AND: [filter, condition] };
        return (await run.findMany({ where, orderBy: { id: 'desc' }, take })).map(toRunRecord);
      },
      count: (condition) => run.count({ where: { AND: [filter, condition] } }),
    });
  }

  /** Those that there are, by id. */
  async findAll(ids: readonly string[]): Promise<Map<string, RunRecord>> {
    const known = ids.filter(isRecordId);
    const rows = await this.#database.direct.run.findMany({ where: { id: { in: known } } });
    return new Map(rows.map((row) => [row.id, toRunRecord(row)]));
  }

  /** The runs of each of these series, in the order in which they were asked for. */
  async ofSeries(seriesIds: readonly string[]): Promise<Map<string, RunRecord[]>> {
    const rows = await this.#database.direct.run.findMany({
      where: { seriesId: { in: [...seriesIds] } },
      orderBy: { id: 'asc' },
    });
    const series = new Map<string, RunRecord[]>(seriesIds.map((id) => [id, []]));
    for (const row of rows) series.get(row.seriesId ?? '')?.push(toRunRecord(row));
    return series;
  }

  /** Gives the run to a worker, as `Jobs.begin` does; null where it does not get it. */
  async beginAttempt(id: string): Promise<RunRecord | null> {
    const begun = await this.jobs.begin(id);
    if (typeof begun === 'string' || !('job' in begun)) return null;
    const run = await this.find(id);
    return run === null ? null : { ...run, ...begun.job };
  }

  /** @throws GatescopeError RUN_NOT_FOUND, RUN_FINISHED */
  async cancel(id: string): Promise<RunRecord> {
    const canceled = await this.jobs.cancel(id);
    const run = await this.find(id);
    if (run === null) throw notFound();
    if (canceled !== null) return run;
    throw new GatescopeError(
      'RUN_FINISHED',
      `expected a run that has not ended, got one that is ${run.status}`,
    );
  }

  /**
   * Deletes a run that has ended, with its curve, checkpoint and snapshots. The model that it made must
   * have been deleted before.
   *
   * @throws GatescopeError RUN_NOT_FOUND, RUN_NOT_FINISHED, RUN_HAS_MODEL, MODEL_PROTECTED
   */
  async delete(id: string): Promise<void> {
    if (!isRecordId(id)) throw notFound();
    const { run } = this.#database.direct;
    const { count } = await run.deleteMany({ where: { id, NOT: unfinishedRun, model: null } });
    if (count > 0) return;
    const obstacle = await this.#obstacleToDeletion(id);
    if (obstacle !== null) throw obstacle;
    // It has gone meanwhile, and none comes back.
    await this.delete(id);
  }

  /** Null for a run that has ended and has no model. */
  async #obstacleToDeletion(id: string): Promise<GatescopeError | null> {
    const row = await this.#database.direct.run.findUnique({
      where: { id },
      select: { status: true, finishedAt: true, model: { select: { slug: true, origin: true } } },
    });
    if (row === null) return notFound();
    const { status, finishedAt, model } = row;
    if (finishedAt === null) {
      const message = `expected a run that has ended, got one that is ${status}`;
      return new GatescopeError('RUN_NOT_FINISHED', message);
    }
    if (model === null) return null;
    if (model.origin === 'ZOO') {
      const message = `expected a run that made no model of the zoo, got that of ${model.slug}`;
      return new GatescopeError('MODEL_PROTECTED', message);
    }
    const message = `expected a run whose model is deleted, got that of ${model.slug}`;
    return new GatescopeError('RUN_HAS_MODEL', message);
  }
}

function notFound(): GatescopeError {
  return new GatescopeError('RUN_NOT_FOUND', 'expected the id of a run, got one that no run has');
}

async function checkQueue(tx: Transaction, added: number): Promise<void> {
  const unfinished = await tx.run.count({ where: unfinishedRun });
  if (unfinished + added <= mostUnfinishedRuns) return;
  const more = added === 1 ? 'one more' : `${added} more`;
  throw new GatescopeError(
    'QUEUE_FULL',
    `Expected at most ${mostUnfinishedRuns} runs that have not ended, got ${unfinished} and ${more}; cancel some or wait`,
  );
}

async function checkName(name: string, tx: Transaction): Promise<void> {
  if (!slugForm.test(name)) {
    throw invalidArgument('name', 'up to 64 of a-z, 0-9 and -, with a letter or digit first', name);
  }
  if (await slugTaken(name, tx)) {
    throw new GatescopeError('NAME_TAKEN', `name: ${name} is the name of another model or run`, {
      argument: 'name',
    });
  }
}
