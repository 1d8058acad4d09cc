import type { Logger } from '../logger.ts';

const PAUSE_MS = 60_000;

/**
 * Warnings about what is tried again and again, several times a second while Postgres is away: each
 * error is told once, and again only if it still comes after a minute.
 */
export class RepeatedWarnings {
  readonly #logger: Logger;
  /** When each was told last, by what is said. */
  readonly #told = new Map<string, number>();

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  warn(error: unknown, message: string): void {
    const now = performance.now();
    for (const [what, when] of this.#told) if (now - when > PAUSE_MS) this.#told.delete(what);
    const what = `${message}: ${String(error)}`;
    if (this.#told.has(what)) return;
    this.#told.set(what, now);
    this.#logger.warn({ err: error }, message);
  }
}
