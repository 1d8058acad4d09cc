import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

import pg from 'pg';

import type { Logger } from '../logger.ts';
import { limitSilence } from '../store/store.ts';
import { RepeatedWarnings } from './repeatedWarnings.ts';

const CONNECTION_PATIENCE_MS = 5_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;
/** How often a connection that hears nothing is asked whether it is still there. */
const ASKING_MS = 5_000;

export interface NotificationHandlers {
  /** A payload has come. */
  notified(payload: string): void;
  /** Notifications come from now on; those since the last connection, if any, were missed. */
  connected(): void;
  /** They come no longer. */
  lost?(): void;
}

/** One connection that listens to one channel of Postgres' NOTIFY, made anew whenever it is lost. */
export class NotificationListener {
  readonly #closed = new AbortController();
  readonly #databaseUrl: string;
  readonly #channel: string;
  readonly #handlers: NotificationHandlers;
  readonly #warnings: RepeatedWarnings;
  #listening: Promise<void> = Promise.resolve();

  constructor(
    databaseUrl: string,
    channel: string,
    handlers: NotificationHandlers,
    logger: Logger,
  ) {
    this.#databaseUrl = databaseUrl;
    this.#channel = channel;
    this.#handlers = handlers;
    this.#warnings = new RepeatedWarnings(logger);
  }

  start(): void {
    this.#listening = this.#keepListening();
  }

  async close(): Promise<void> {
    this.#closed.abort();
    await this.#listening;
  }

  async #keepListening(): Promise<void> {
    const { signal } = this.#closed;
    let pause = FIRST_PAUSE_MS;
    while (!signal.aborted) {
      try {
        await this.#listen(() => (pause = FIRST_PAUSE_MS));
      } catch (error) {
        this.#warnings.warn(error, 'the connection for notifications cannot be made');
      }
      await sleep(pause, null, { signal }).catch(() => undefined);
      pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
    }
  }

  /** Returns when the connection has ended or is to end. */
  async #listen(succeeded: () => void): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#databaseUrl,
      application_name: 'gatescope notifications',
      connectionTimeoutMillis: CONNECTION_PATIENCE_MS,
      keepAlive: true,
    });
    // A loss also ends the connection, which is what is waited for.
    client.on('error', () => undefined);
    client.on('notification', ({ payload }) => this.#handlers.notified(payload ?? ''));
    let asking: NodeJS.Timeout | undefined;
    let isAsked = false;
    const ask = async () => {
      if (isAsked) return;
      isAsked = true;
      await client.query('SELECT 1').catch(() => undefined);
      isAsked = false;
    };
    const ended = once(client, 'end', { signal: this.#closed.signal }).catch(() => undefined);
    try {
      await client.connect();
      limitSilence(client);
      await client.query(`LISTEN ${client.escapeIdentifier(this.#channel)}`);
      succeeded();
      // One that is dead without having been closed would be silent for ever.
      asking = setInterval(() => void ask(), ASKING_MS);
      this.#handlers.connected();
      await ended;
      this.#handlers.lost?.();
    } finally {
      clearInterval(asking);
      await client.end();
    }
  }
}
