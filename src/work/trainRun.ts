import { trainingData, type Dataset } from '../data/dataset.ts';
import type { DatasetCatalog } from '../data/datasetCatalog.ts';
import type { Engine, EngineSource } from '../engines/engine.ts';
import { GatescopeError } from '../errors.ts';
import type { RunEvents } from '../jobs/runEvents.ts';
import type { Logger } from '../logger.ts';
import type { Attempt } from '../store/attempt.ts';
import type { JobRecord, RunRecord } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import { scannedData } from '../training/scannedData.ts';
import { train } from '../training/trainer.ts';
import { findDataset } from './findDataset.ts';
import type { JobAttempt, JobWork, Lack } from './jobWork.ts';
import type { Persistence } from './persistence.ts';
import { ProgressReport } from './progressReport.ts';
import { snapshotDueIn } from './snapshotSteps.ts';

export interface TrainingServices {
  store: Store;
  events: RunEvents;
  catalog: DatasetCatalog;
  engines: EngineSource;
  logger: Logger;
}

interface Means {
  run: RunRecord;
  dataset: Dataset;
  engine: Engine;
}

/** Trains runs, each from its last checkpoint to its end, telling as it goes. */
export function trainingWork(services: TrainingServices): JobWork<Means> {
  return {
    prepare: (id) => meansFor(services, id),
    begin: (job, means) => new RunTraining(services, job, means),
  };
}

/** The data set and engine for a run, or what this worker lacks. */
async function meansFor(
  { store, catalog, engines, logger }: TrainingServices,
  id: string,
): Promise<Means | Lack> {
  const run = await store.runs.find(id);
  if (run === null) return { missing: 'it has been deleted' };
  const dataset = await findDataset(catalog, run.dataset);
  if ('missing' in dataset) return dataset;
  try {
    return { run, dataset, engine: await engines.engineFor(run.network, run.engineChoice) };
  } catch (error) {
    if (error instanceof GatescopeError && error.code === 'ENGINE_UNAVAILABLE') {
      logger.warn({ err: error, run: run.id }, 'there is no engine for a run');
      return { missing: error.message };
    }
    throw error;
  }
}

/** One attempt at one run. */
class RunTraining implements JobAttempt {
  readonly claim: Attempt;
  readonly #means: Means;
  readonly #report: ProgressReport;
  readonly #logger: Logger;

  constructor(services: TrainingServices, { id, attempt }: JobRecord, means: Means) {
    this.#means = means;
    this.claim = services.store.attempt(id, attempt);
    this.#report = new ProgressReport(services.events, this.claim, means.run);
    this.#logger = services.logger.child({ run: id, attempt });
  }

  get step(): number {
    return this.#report.step;
  }

  async toTheEnd(signal: AbortSignal, persistence: Persistence): Promise<boolean> {
    const { engine, dataset, run } = this.#means;
    const { network, options } = run;
    const resume = await this.#resumePoint(persistence);
    const history = engineHistory(run.engine, engine.description);
    await persistence.store(() => this.claim.started(history));
    this.#logger.info({ engine: engine.description, step: resume?.step ?? 0 }, 'training');

    const wantsParameters = snapshotDueIn(run);
    const data = scannedData(trainingData(dataset, network.binarizeThreshold), network);
    const request = { network, data, options, resume, wantsParameters };
    for await (const event of train(engine, request, signal)) {
      await persistence.store(() => this.#report.tell(event));
      if (event.kind === 'evaluated' && event.last) {
        await persistence.store(() => this.#report.succeed(event));
        this.#logger.info({ accuracy: event.outcome.test.accuracy }, 'trained');
        return true;
      }
    }
    return false;
  }

  async #resumePoint(persistence: Persistence) {
    const { checkpoint, broken } = await persistence.store(() => this.claim.resumePoint());
    if (broken.length > 0) {
      const step = checkpoint?.step ?? 0;
      this.#logger.error({ broken, step }, 'damaged checkpoints; going on from the one before');
    }
    return checkpoint ?? undefined;
  }
}

/** A run that goes on elsewhere may meet another engine; then its record names both. */
function engineHistory(before: string | null, now: string): string {
  return before === null || before.endsWith(now) ? (before ?? now) : `${before}, then ${now}`;
}
