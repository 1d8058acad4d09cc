import { GatescopeError } from '../../errors.ts';
import type { RunEventMessage } from '../../jobs/runEventMessage.ts';
import { parseIdOf } from '../records/globalId.ts';
import type { RunRecord } from '../../store/records.ts';
import type { Store } from '../../store/store.ts';
import type { Services } from '../services.ts';
import { findRun } from '../records/findRun.ts';

/** What a RunEvent is made from. */
export interface RunNews {
  run: RunRecord;
  step: number;
  loss: number | null;
  accuracy: number | null;
  examplesPerSecond: number | null;
  secondsLeft: number | null;
}

/**
 * A run's news: how it stands at once, then whenever it has moved on. Ends after the news that the
 * run has ended, whether a message said so or the store; and when it is deleted.
 *
 * @param run global id
 * @throws GatescopeError INVALID_ID, RUN_NOT_FOUND
 */
export async function watchRun(
  { store, events }: Services,
  run: string,
): Promise<AsyncIterableIterator<RunNews, undefined>> {
  const id = parseIdOf('Run', 'run', run);
  // First, so that nothing is missed between reading the run and listening.
  const messages = events.subscribe(id);
  try {
    return new RunWatch(store.runs, await findRun(store.runs, run), messages);
  } catch (error) {
    await messages.return?.();
    throw error;
  }
}

/**
 * Not a generator, because a generator that waits for a message could not be ended before one comes.
 */
class RunWatch implements AsyncIterableIterator<RunNews, undefined> {
  readonly #runs: Store['runs'];
  readonly #messages: AsyncIterator<RunEventMessage>;
  #known: RunRecord;
  #isDeleted = false;
  /** The highest step told of in this attempt: messages may be ahead of the store. */
  #step = 0;
  #toldOnce = false;

  constructor(runs: Store['runs'], run: RunRecord, messages: AsyncIterator<RunEventMessage>) {
    this.#runs = runs;
    this.#known = run;
    this.#messages = messages;
  }

  async next(): Promise<IteratorResult<RunNews, undefined>> {
    if (!this.#toldOnce) {
      this.#toldOnce = true;
      return this.#tell(null);
    }
    for (;;) {
      if (this.#known.finishedAt !== null) return this.return();
      const message = await this.#messages.next();
      if (message.done === true) return { done: true, value: undefined };
      const before = this.#known;
      if (!this.#moveOn(message.value)) await this.#lookAgain();
      if (this.#isDeleted) return this.return();
      if (message.value.kind === 'progress' || hasMovedOn(before, this.#known)) {
        if (before.attempt !== this.#known.attempt) this.#step = 0;
        return this.#tell(message.value);
      }
    }
  }

  async return(): Promise<IteratorResult<RunNews, undefined>> {
    await this.#messages.return?.();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #tell(message: RunEventMessage | null): IteratorResult<RunNews, undefined> {
    const news = newsOf(this.#known, message);
    this.#step = Math.max(this.#step, news.step);
    return { done: false, value: { ...news, step: this.#step } };
  }

  /**
   * A message of the attempt that is known says all that has changed, so that many who watch a run do
   * not all read it for every few steps. False where the store must tell.
   */
  #moveOn(message: RunEventMessage): boolean {
    if (message.kind !== 'progress' || message.ended) return false;
    const { status, attempt, waitingReason, startedAt } = this.#known;
    const isKnown = status === 'RUNNING' && startedAt !== null && waitingReason === null;
    if (!isKnown || attempt !== message.attempt) return false;
    this.#known = { ...this.#known, step: message.step };
    return true;
  }

  /** Where Postgres is away, the next message, or the silence, leads here again. */
  async #lookAgain(): Promise<void> {
    try {
      const found = await this.#runs.find(this.#known.id);
      if (found === null) this.#isDeleted = true;
      else this.#known = found;
    } catch (error) {
      const away = error instanceof GatescopeError && error.code === 'DATABASE_UNAVAILABLE';
      if (!away) throw error;
    }
  }
}

function hasMovedOn(before: RunRecord, after: RunRecord): boolean {
  return (
    before.status !== after.status ||
    before.step !== after.step ||
    before.attempt !== after.attempt ||
    before.waitingReason !== after.waitingReason
  );
}

function newsOf(run: RunRecord, message: RunEventMessage | null): RunNews {
  const accuracy = run.evaluation?.accuracy ?? null;
  if (message?.kind !== 'progress') {
    const { step } = run;
    return { run, step, loss: null, accuracy, examplesPerSecond: null, secondsLeft: null };
  }
  const { step, loss, examplesPerSecond, secondsLeft } = message;
  return {
    run,
    step: Math.max(step, run.step),
    loss,
    accuracy: accuracy ?? message.accuracy,
    examplesPerSecond,
    secondsLeft,
  };
}
