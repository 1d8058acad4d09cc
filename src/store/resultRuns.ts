import type { Network } from '../networks/recipe.ts';
import type { TrainingOptions } from '../networks/trainingOptions.ts';
import type { Database } from './database.ts';
import type { Run } from './generated/client.ts';
import type { RunRecord } from './records.ts';
import { toRunRecord } from './runRecord.ts';

/** What the runs of one architecture must have been made of to count as its results. */
export interface ResultKind {
  architecture: string;
  network: Network;
  /** Every option but the seed. */
  options: Omit<TrainingOptions, 'seed'>;
}

export interface ResultRequest {
  kinds: readonly ResultKind[];
  seeds: readonly number[];
  /** SHA-256 of the data set. */
  datasetSha256: string;
}

/** Runs that have succeeded, to be put in tables beside each other. */
export class ResultRuns {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * Of each kind and seed the newest run that has succeeded, where there is one. JSON is compared by
   * its meaning: the order of keys and the way in which a number is written make no difference.
   */
  async newest({ kinds, seeds, datasetSha256 }: ResultRequest): Promise<RunRecord[]> {
    const architectures = kinds.map(({ architecture }) => architecture);
    const networks = kinds.map(({ network }) => JSON.stringify(network));
    const options = kinds.map((kind) => JSON.stringify(kind.options));
    const rows = await this.#database.direct.$queryRaw<Run[]>`
      SELECT DISTINCT ON (run."architecture", run."options"->'seed') run.*
      FROM "Run" run
      JOIN unnest(${architectures}::text[], ${networks}::text[], ${options}::text[])
        AS kind(architecture, network, options)
        ON run."architecture" = kind.architecture
        AND run."network" = kind.network::jsonb
        AND run."options" - 'seed' = kind.options::jsonb
      WHERE run."status" = 'SUCCEEDED'
        AND run."datasetSha256" = ${datasetSha256}
        AND (run."options"->>'seed')::int = ANY(${[...seeds]}::int[])
      ORDER BY run."architecture", run."options"->'seed', run."id" DESC`;
    return rows.map(toRunRecord);
  }
}
