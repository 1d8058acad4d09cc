import type { EngineChoice } from '../engines/engineNames.ts';
import type { Network } from '../networks/recipe.ts';
import type { Database } from './database.ts';

/** How fast a run went that a worker did without interruption. */
export interface TrainingRate {
  /** Engine, version and device. */
  engine: string;
  /** From its first step to its end, evaluations included. */
  secondsPerStep: number;
}

export interface RateRequest {
  architecture: string;
  network: Network;
  batchSize: number;
  engineChoice: EngineChoice;
  /** Of the newest. */
  most: number;
}

/** What finished runs tell of the time that training takes. */
export class TrainingRates {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Of runs of this network and batch size; the zoo's, which no worker of this database did, are none. */
  newest(request: RateRequest): Promise<TrainingRate[]> {
    const { architecture, network, batchSize, engineChoice, most } = request;
    const engine = engineChoice === 'AUTO' ? '%' : `${engineChoice.toLowerCase()} %`;
    return this.#database.direct.$queryRaw<TrainingRate[]>`
      SELECT "engine",
        (EXTRACT(EPOCH FROM "finishedAt" - "startedAt") / "step")::float8 AS "secondsPerStep"
      FROM "Run" run
      WHERE "status" = 'SUCCEEDED' AND "architecture" = ${architecture}
        AND "network" = ${JSON.stringify(network)}::jsonb
        AND ("options"->>'batchSize')::int = ${batchSize}
        AND "attempt" = 1 AND "step" > 0 AND "engine" LIKE ${engine}
        AND "finishedAt" > "startedAt"
        AND NOT EXISTS (
          SELECT 1 FROM "Model" model WHERE model."runId" = run."id" AND model."origin" = 'ZOO')
      ORDER BY "id" DESC LIMIT ${most}`;
  }
}
