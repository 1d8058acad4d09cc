import { createHash } from 'node:crypto';

import { GatescopeError, shown } from '../errors.ts';
import type { Database } from './database.ts';
import { equalTo } from './equalTo.ts';
import type { Prisma } from './generated/client.ts';
import { KnownModels } from './knownModels.ts';
import { type ModelRow, toModelRecord } from './modelRecord.ts';
import { type PageRequest, readPage } from './page.ts';
import type { ModelFilter, ModelRecord, Page } from './records.ts';
import { isRecordId } from './recordId.ts';
import { slugForm } from './slug.ts';
import { slugTaken } from './slugTaken.ts';

const omit = { weights: true } as const;

/** Trained networks. They come from runs (`Attempt.succeed`) or with Gatescope itself. */
export class Models {
  readonly #database: Database;
  /** What `find` need not ask for again. */
  readonly known = new KnownModels(async (slugOrId) => {
    const row = await this.#find(slugOrId);
    return row === null ? null : toModelRecord(row);
  });

  constructor(database: Database) {
    this.#database = database;
  }

  /** Null for an unknown slug or id, whatever its form. */
  find(slugOrId: string): Promise<ModelRecord | null> {
    return this.known.find(slugOrId);
  }

  /** The model that a run ended in. */
  async ofRun(runId: string): Promise<ModelRecord | null> {
    return (await this.ofRuns([runId])).get(runId) ?? null;
  }

  /** The models that runs ended in, by the id of the run. */
  async ofRuns(runIds: readonly string[]): Promise<Map<string, ModelRecord>> {
    const { model } = this.#database.direct;
    const rows = await model.findMany({ where: { runId: { in: [...runIds] } }, omit });
    return new Map(rows.map((row) => [row.runId ?? '', toModelRecord(row)]));
  }

  /** Newest first. */
  async list(request: PageRequest<ModelFilter>): Promise<Page<ModelRecord>> {
    const { architecture, dataset, cell } = request.filter;
    const filter: Prisma.ModelWhereInput = {
      ...(architecture == null ? {} : { architecture: equalTo(architecture) }),
      ...(dataset == null ? {} : { datasetName: equalTo(dataset) }),
      ...(cell == null ? {} : { network: { path: ['recipe', 'cell'], equals: cell } }),
    };
    const { model } = this.#database.direct;
    return readPage(request, {
      newestFirst: async (condition, take) => {
        const where = { AND: [filter, condition] };
        const rows = await model.findMany({ where, orderBy: { id: 'desc' }, take, omit });
        return rows.map(toModelRecord);
      },
      count: (condition) => model.count({ where: { AND: [filter, condition] } }),
    });
  }

  /**
   * The model's safetensors file.
   *
   * @throws GatescopeError MODEL_NOT_FOUND, WEIGHTS_CORRUPT
   */
  async weights(slugOrId: string): Promise<Uint8Array> {
    const { id, slug, weightsSha256 } = await this.#existing(slugOrId);
    const row = await this.#database.direct.model.findUnique({
      where: { id },
      select: { weights: true },
    });
    if (row === null) throw notFound(slugOrId);
    const sha256 = createHash('sha256').update(row.weights).digest('hex');
    if (sha256 !== weightsSha256) {
      throw new GatescopeError(
        'WEIGHTS_CORRUPT',
        `The stored weights of ${slug} have SHA-256 ${sha256}, expected ${weightsSha256}`,
      );
    }
    return row.weights;
  }

  /**
   * Deletes a model but not its run.
   *
   * @throws GatescopeError MODEL_NOT_FOUND, MODEL_PROTECTED
   */
  async delete(slugOrId: string): Promise<ModelRecord> {
    const row = await this.#existing(slugOrId);
    if (row.origin === 'ZOO') {
      throw new GatescopeError(
        'MODEL_PROTECTED',
        `expected a model that is not of the zoo, got ${row.slug}`,
      );
    }
    const { count } = await this.#database.direct.model.deleteMany({ where: { id: row.id } });
    // Whoever has deleted it is not to see it again, be the notification ever so slow.
    this.known.drop();
    if (count === 0) throw notFound(slugOrId);
    return toModelRecord(row);
  }

  /** Whether a model has the slug, or a run that has not ended wants it for its model. */
  slugTaken(slug: string): Promise<boolean> {
    return slugTaken(slug, this.#database.direct);
  }

  async #find(slugOrId: string): Promise<ModelRow | null> {
    if (!slugForm.test(slugOrId)) return null;
    const { model } = this.#database.direct;
    const bySlug = await model.findUnique({ where: { slug: slugOrId }, omit });
    if (bySlug !== null || !isRecordId(slugOrId)) return bySlug;
    return model.findUnique({ where: { id: slugOrId }, omit });
  }

  async #existing(slugOrId: string): Promise<ModelRow> {
    const row = await this.#find(slugOrId);
    if (row === null) throw notFound(slugOrId);
    return row;
  }
}

function notFound(slugOrId: string): GatescopeError {
  return new GatescopeError('MODEL_NOT_FOUND', `No model has the slug or id ${shown(slugOrId)}`);
}
