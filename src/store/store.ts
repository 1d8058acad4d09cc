import { Attempt } from './attempt.ts';
import { Checkpoints } from './checkpoints.ts';
import { CurvePoints } from './curvePoints.ts';
import { Database, type ConnectionWatch, type Transaction } from './database.ts';
import { Claim } from './jobs/claim.ts';
import type { JobKind } from './jobs/jobTables.ts';
import { Jobs } from './jobs/jobs.ts';
import { Models } from './models.ts';
import { ResultRuns } from './resultRuns.ts';
import { Runs } from './runs.ts';
import { Snapshots } from './snapshots.ts';
import { TrainingRates } from './trainingRates.ts';

export { mayPass } from './passingFailure.ts';
export { SILENCE_MS, limitSilence } from './silenceLimit.ts';
export type { ConnectionWatch, Transaction };

/** Everything that Gatescope keeps in Postgres. Any method may throw what may pass (see `Database`). */
export interface Store {
  readonly runs: Runs;
  readonly curvePoints: CurvePoints;
  readonly checkpoints: Checkpoints;
  readonly snapshots: Snapshots;
  readonly models: Models;
  readonly results: ResultRuns;
  readonly rates: TrainingRates;
  /** Of any kind. */
  jobs(kind: JobKind): Jobs;
  /** The hold of the worker that began this attempt at a job of any kind. */
  claim(kind: JobKind, id: string, attempt: number): Claim;
  /** The writes of the worker that began this attempt at the run. */
  attempt(runId: string, attempt: number): Attempt;
  /** Runs what is given in one transaction, rolled back when it throws. */
  transaction<T>(write: (tx: Transaction) => Promise<T>): Promise<T>;
  /** Returns when Postgres answers. */
  ping(): Promise<void>;
  /** The same within two seconds, over a connection of its own. */
  probe(): Promise<void>;
  close(): Promise<void>;
}

/** @throws GatescopeError DATABASE_UNAVAILABLE when Postgres does not answer */
export async function openStore(databaseUrl: string, watch?: ConnectionWatch): Promise<Store> {
  const database = new Database(databaseUrl, watch);
  const store: Store = {
    runs: new Runs(database),
    curvePoints: new CurvePoints(database),
    checkpoints: new Checkpoints(database),
    snapshots: new Snapshots(database),
    models: new Models(database),
    results: new ResultRuns(database),
    rates: new TrainingRates(database),
    jobs: (kind) => new Jobs(database, kind),
    claim: (kind, id, attempt) => new Claim(database, kind, id, attempt),
    attempt: (runId, attempt) => new Attempt(database, runId, attempt),
    transaction: (write) => database.transaction(write),
    ping: async () => {
      await database.direct.$queryRaw`SELECT 1`;
    },
    probe: () => database.probe(),
    close: () => database.close(),
  };
  try {
    await store.ping();
  } catch (error) {
    await store.close();
    throw error;
  }
  return store;
}
