import { trainingData, type Dataset } from '../data/dataset.ts';
import type { DatasetCatalog } from '../data/datasetCatalog.ts';
import type { Engine, EngineSource } from '../engines/engine.ts';
import { GatescopeError } from '../errors.ts';
import type { RunEvents } from '../jobs/runEvents.ts';
import type { AbortReason, JobOutcome } from '../jobs/trainingQueue.ts';
import type { Logger } from '../logger.ts';
import type { Attempt } from '../store/attempt.ts';
import type { RunRecord } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import { train } from '../training/trainer.ts';
import { findDataset } from './findDataset.ts';
import { ProgressReport } from './progressReport.ts';
import { snapshotDueIn } from './snapshotSteps.ts';

export interface TrainingServices {
  store: Store;
  events: RunEvents;
  catalog: DatasetCatalog;
  engines: EngineSource;
  logger: Logger;
}

/**
 * Trains a run from its last checkpoint to its end, telling as it goes. Safe to call for a run that
 * has ended, or that another worker still believes to have: the attempt decides whose writes count.
 *
 * @param signal aborted when this worker is to stop; the run is then given back with a checkpoint
 * @throws GatescopeError DATABASE_UNAVAILABLE; the job is then tried again
 */
export async function trainRun(
  services: TrainingServices,
  runId: string,
  signal: AbortSignal,
): Promise<JobOutcome> {
  const { store } = services;
  const waiting = await store.runs.find(runId);
  if (waiting === null) return 'done';
  const means = await meansFor(services, waiting);
  if ('missing' in means) {
    await store.runs.setWaitingReason(runId, waiting.attempt, means.missing);
    return 'requeue';
  }
  const run = await store.runs.beginAttempt(runId);
  if (run === null) return 'done';
  return new RunTraining(services, run, means).toTheEnd(signal);
}

interface Means {
  dataset: Dataset;
  engine: Engine;
}

/** The data set and engine for a run, or what this worker lacks. */
async function meansFor(
  { catalog, engines, logger }: TrainingServices,
  run: RunRecord,
): Promise<Means | { missing: string }> {
  const dataset = await findDataset(catalog, run.dataset);
  if ('missing' in dataset) return dataset;
  try {
    return { dataset, engine: await engines.engineFor(run.network, run.engineChoice) };
  } catch (error) {
    if (error instanceof GatescopeError && error.code === 'ENGINE_UNAVAILABLE') {
      logger.warn({ err: error, run: run.id }, 'there is no engine for a run');
      return { missing: error.message };
    }
    throw error;
  }
}

/** One attempt at one run. */
class RunTraining {
  readonly #services: TrainingServices;
  readonly #run: RunRecord;
  readonly #means: Means;
  readonly #attempt: Attempt;
  readonly #report: ProgressReport;
  readonly #logger: Logger;

  constructor(services: TrainingServices, run: RunRecord, means: Means) {
    this.#services = services;
    this.#run = run;
    this.#means = means;
    this.#attempt = services.store.attempt(run.id, run.attempt);
    this.#report = new ProgressReport(services.events, this.#attempt, run);
    this.#logger = services.logger.child({ run: run.id, attempt: run.attempt });
  }

  async toTheEnd(signal: AbortSignal): Promise<JobOutcome> {
    try {
      const finished = await this.#train(signal);
      if (finished) return 'done';
      this.#tellWhyStopped('stopped before the last step', signal);
      const { runs } = this.#services.store;
      return (await runs.release(this.#run.id, this.#run.attempt, null)) ? 'requeue' : 'done';
    } catch (error) {
      return this.#endWith(error, signal);
    }
  }

  /** True when the run was trained to its end, false when `signal` stopped it. */
  async #train(signal: AbortSignal): Promise<boolean> {
    const { engine, dataset } = this.#means;
    const { network, options, id } = this.#run;
    const resume = (await this.#services.store.checkpoints.latest(id)) ?? undefined;
    await this.#attempt.started(engineHistory(this.#run.engine, engine.description));
    this.#logger.info({ engine: engine.description, step: resume?.step ?? 0 }, 'training');

    const wantsParameters = snapshotDueIn(this.#run);
    const data = trainingData(dataset, network.binarizeThreshold);
    const request = { network, data, options, resume, wantsParameters };
    for await (const event of train(engine, request, signal)) {
      await this.#report.tell(event);
      if (event.kind === 'evaluated' && event.last) {
        await this.#report.succeed(event);
        this.#logger.info({ accuracy: event.outcome.test.accuracy }, 'trained');
        return true;
      }
    }
    return false;
  }

  /** A claim that was lost shows a worker that was too busy, or a network too large, to be heard of. */
  #tellWhyStopped(what: string, signal: AbortSignal): void {
    const reason = signal.reason as AbortReason | undefined;
    this.#logger[reason === 'CLAIM_LOST' ? 'warn' : 'info']({ reason }, what);
  }

  /** Ends the run with an error, unless it is not ours to end. */
  async #endWith(error: unknown, signal: AbortSignal): Promise<JobOutcome> {
    const known = error instanceof GatescopeError ? error : null;
    if (known?.code === 'ATTEMPT_SUPERSEDED') {
      this.#tellWhyStopped('stopped: the run has ended or is with another worker', signal);
      return 'done';
    }
    if (known?.code === 'DATABASE_UNAVAILABLE') {
      this.#logger.warn({ reason: known.code }, 'stopped: another attempt will go on');
      throw error;
    }
    if (known === null) this.#logger.error({ err: error }, 'training failed');
    else this.#logger.warn({ reason: known.code }, known.message);
    await this.#report.fail(
      known ?? { code: 'INTERNAL', message: 'The worker failed; its log has the details.' },
    );
    return 'done';
  }
}

/** A run that goes on elsewhere may meet another engine; then its record names both. */
function engineHistory(before: string | null, now: string): string {
  return before === null || before.endsWith(now) ? (before ?? now) : `${before}, then ${now}`;
}
