import pg from 'pg';

import type { Logger } from '../logger.ts';
import { limitSilence } from '../store/store.ts';
import { NotificationListener } from './notificationListener.ts';
import { RepeatedWarnings } from './repeatedWarnings.ts';
import { RunEventMailbox } from './runEventMailbox.ts';
import type { RunEventMessage, RunProgress } from './runEventMessage.ts';

const CHANNEL = 'gatescope_run_events';

/**
 * Progress of runs from the processes that make it to those that show it, by Postgres' NOTIFY. What it
 * carries is passing: the store alone says what is so.
 */
export class RunEvents {
  readonly #warnings: RepeatedWarnings;
  readonly #publisher: pg.Pool;
  readonly #listener: NotificationListener;
  readonly #mailboxes = new Map<string, Set<RunEventMailbox>>();
  #listening = false;
  #connected = false;

  constructor(databaseUrl: string, logger: Logger) {
    this.#warnings = new RepeatedWarnings(logger);
    this.#publisher = new pg.Pool({
      connectionString: databaseUrl,
      application_name: 'gatescope events',
      max: 1,
      connectionTimeoutMillis: 5_000,
    });
    this.#publisher.on('connect', limitSilence);
    this.#publisher.on('error', () => undefined);
    const handlers = {
      notified: (payload: string) => this.#deliver(payload),
      connected: () => this.#tellAllToRefetch(),
    };
    this.#listener = new NotificationListener(databaseUrl, CHANNEL, handlers, logger);
  }

  /** Never fails: without Postgres the message is lost, and its subscribers look at the store in time. */
  async publish(progress: Omit<RunProgress, 'kind'>): Promise<void> {
    try {
      await this.#publisher.query('SELECT pg_notify($1, $2)', [CHANNEL, JSON.stringify(progress)]);
    } catch (error) {
      this.#warnings.warn(error, 'progress of a run could not be told');
    }
  }

  /**
   * The run's messages from now on, in any process. The first, once nothing can be missed any more, is
   * `refetch`; so is one after every gap and every few seconds of silence. Ends after the message that
   * the run has ended: who finds that out from the store leaves by itself.
   */
  subscribe(runId: string): AsyncIterableIterator<RunEventMessage> {
    const mailbox = new RunEventMailbox(() => this.#remove(runId, mailbox));
    const mailboxes = this.#mailboxes.get(runId) ?? new Set();
    this.#mailboxes.set(runId, mailboxes.add(mailbox));
    if (this.#connected) mailbox.put({ kind: 'refetch' });
    if (!this.#listening) this.#listener.start();
    this.#listening = true;
    return mailbox;
  }

  /** How many subscriptions are open in this process. */
  get subscriptions(): number {
    return [...this.#mailboxes.values()].reduce((sum, mailboxes) => sum + mailboxes.size, 0);
  }

  /** Ends all subscriptions. */
  async close(): Promise<void> {
    const mailboxes = [...this.#mailboxes.values()].flatMap((set) => [...set]);
    await Promise.all(mailboxes.map((mailbox) => mailbox.return()));
    await Promise.all([this.#listener.close(), this.#publisher.end()]);
  }

  #deliver(payload: string): void {
    const progress = parse(payload);
    if (progress === null) return;
    for (const mailbox of this.#mailboxes.get(progress.runId) ?? []) mailbox.put(progress);
  }

  #tellAllToRefetch(): void {
    this.#connected = true;
    for (const mailboxes of this.#mailboxes.values()) {
      for (const mailbox of mailboxes) mailbox.put({ kind: 'refetch' });
    }
  }

  #remove(runId: string, mailbox: RunEventMailbox): void {
    const mailboxes = this.#mailboxes.get(runId);
    mailboxes?.delete(mailbox);
    if (mailboxes?.size === 0) this.#mailboxes.delete(runId);
  }
}

/** Whoever may write to the database may notify; what is no message of ours is passed over. */
function parse(payload: string): RunProgress | null {
  try {
    return { kind: 'progress', ...(JSON.parse(payload) as Omit<RunProgress, 'kind'>) };
  } catch {
    return null;
  }
}
