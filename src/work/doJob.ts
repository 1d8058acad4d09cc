import { GatescopeError } from '../errors.ts';
import type {
  AbortReason,
  JobHandler,
  JobOutcome,
  JobQueue,
  JobReference,
} from '../jobs/jobQueue.ts';
import type { Logger } from '../logger.ts';
import type { JobKind } from '../store/jobs/jobTables.ts';
import type { Jobs } from '../store/jobs/jobs.ts';
import type { JobRecord } from '../store/records.ts';
import { mayPass, type Store } from '../store/store.ts';
import { isLack, type JobAttempt, type JobWork } from './jobWork.ts';
import { Persistence } from './persistence.ts';

export interface JobServices {
  store: Store;
  queue: Pick<JobQueue, 'tellEnd'>;
  logger: Logger;
}

/** Does jobs of every kind, each in its own way, and sees to what all have in common. */
export function jobHandler(
  services: JobServices,
  works: Readonly<Record<JobKind, JobWork<unknown>>>,
): JobHandler {
  return (job, signal) => doJob(services, works[job.kind], job, signal);
}

/**
 * Does a job from where it stands to its end. Safe to call for one that has ended, or that another
 * worker still believes to have: the attempt decides whose writes count.
 *
 * @param signal aborted when this worker is to stop; the job is then given back as far as it has come
 * @throws what may pass, where not even that can be stored; the job is then handed out again
 */
export async function doJob<Means>(
  services: JobServices,
  work: JobWork<Means>,
  { kind, id }: JobReference,
  signal: AbortSignal,
): Promise<JobOutcome> {
  const jobs = services.store.jobs(kind);
  const found = await jobs.find(id);
  if (found === null || found.finishedAt !== null) return 'done';
  const means = await prepared(services, work, found, jobs);
  if (means === null) return 'requeue';
  if (isLack(means)) {
    await jobs.setWaitingReason(id, found.attempt, means.missing);
    return 'requeue';
  }
  const job = await begun(services, jobs, id);
  if (job === null) return 'done';
  const attempt = work.begin(job, means);
  const logger = services.logger.child({ [kind]: id, attempt: job.attempt });
  const persistence = new Persistence(attempt.claim, signal, logger);
  try {
    if (await attempt.toTheEnd(signal, persistence)) return 'done';
    tellWhyStopped(logger, 'stopped before its end', signal);
    return (await attempt.claim.release(null, false)) ? 'requeue' : 'done';
  } catch (error) {
    // What was lost while Postgres was away is nobody's fault, and no try.
    if (isSuperseded(error) && persistence.hasWaited) await jobs.forgive(id);
    const outcome = { error, attempt, persistence, signal };
    return endWith(outcome, { ...services, logger });
  }
}

/** Null where this worker failed at it, which is one of the job's tries. */
async function prepared<Means>(
  { store, queue, logger }: JobServices,
  work: JobWork<Means>,
  { id }: JobRecord,
  jobs: Jobs,
): Promise<Awaited<ReturnType<JobWork<Means>['prepare']>> | null> {
  try {
    return await work.prepare(id);
  } catch (error) {
    if (mayPass(error)) throw error;
    logger.error({ err: error, [jobs.kind]: id }, 'a job could not be prepared');
    const job = await begun({ store, queue, logger }, jobs, id);
    const reason = 'a worker could not prepare it; its log has the details';
    if (job !== null) await store.claim(jobs.kind, id, job.attempt).release(reason, true);
    return null;
  }
}

/** Null where there is nothing left to do. */
async function begun({ queue }: JobServices, jobs: Jobs, id: string): Promise<JobRecord | null> {
  const outcome = await jobs.begin(id);
  if (outcome === 'ENDED') return null;
  if ('job' in outcome) return outcome.job;
  await queue.tellEnd(id, 0);
  return null;
}

/** A claim that was lost shows a worker that was too busy, or a job too large, to be heard of. */
function tellWhyStopped(logger: Logger, what: string, signal: AbortSignal): void {
  const reason = signal.reason as AbortReason | undefined;
  logger[reason === 'CLAIM_LOST' ? 'warn' : 'info']({ reason }, what);
}

interface BrokenOff {
  error: unknown;
  attempt: JobAttempt;
  persistence: Persistence;
  signal: AbortSignal;
}

/** Ends the job with an error, unless it is not ours to end or the cause may pass. */
async function endWith(
  { error, attempt: { claim, step }, persistence, signal }: BrokenOff,
  { queue, logger }: JobServices,
): Promise<JobOutcome> {
  if (isSuperseded(error)) {
    tellWhyStopped(logger, 'stopped: it has ended or is with another worker', signal);
    return 'done';
  }
  if (mayPass(error)) {
    logger.warn({ reason: error.code }, 'stopped: another attempt will go on');
    return (await claim.release(error.message, false)) ? 'requeue' : 'done';
  }
  const known = error instanceof GatescopeError ? error : null;
  if (known === null) logger.error({ err: error }, 'a job failed');
  else logger.warn({ reason: known.code }, known.message);
  const shown = known ?? {
    code: 'INTERNAL',
    message: 'The worker failed; its log has the details.',
  };
  try {
    await persistence.store(() => claim.fail(shown));
  } catch (refused) {
    // It was canceled, or given to another worker, while it failed.
    if (!isSuperseded(refused)) throw refused;
    return 'done';
  }
  await queue.tellEnd(claim.id, step);
  return 'done';
}

function isSuperseded(error: unknown): boolean {
  return error instanceof GatescopeError && error.code === 'ATTEMPT_SUPERSEDED';
}
