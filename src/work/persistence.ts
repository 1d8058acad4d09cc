import { setTimeout as sleep } from 'node:timers/promises';

import type { Logger } from '../logger.ts';
import type { Claim } from '../store/jobs/claim.ts';
import { mayPass } from '../store/store.ts';

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 2_000;

/**
 * Stores what a worker has to store, however long that takes: while Postgres is away or its disk is full
 * the job stands still and says why, and nothing is lost or done again.
 */
export class Persistence {
  readonly #claim: Claim;
  readonly #signal: AbortSignal;
  readonly #logger: Logger;
  /** Whether anything had to wait: if so, the loss of the claim is nobody's fault. */
  hasWaited = false;

  constructor(claim: Claim, signal: AbortSignal, logger: Logger) {
    this.#claim = claim;
    this.#signal = signal;
    this.#logger = logger;
  }

  /**
   * @param write may be done twice, since a failure does not tell whether it was stored
   * @throws what `write` throws, where that does not pass or the work is to stop
   */
  async store<T>(write: () => Promise<T>): Promise<T> {
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
      try {
        return await write();
      } catch (error) {
        if (!mayPass(error) || this.#signal.aborted) throw error;
        if (pause === FIRST_PAUSE_MS)
          this.#logger.warn({ reason: error.code }, 'waits: not stored');
        await this.#tellWhy(error.message);
        await sleep(pause, null, { signal: this.#signal }).catch(() => undefined);
      }
    }
  }

  /** Where even that cannot be stored, nobody can be told. */
  async #tellWhy(reason: string): Promise<void> {
    this.hasWaited = true;
    try {
      await this.#claim.waits(reason);
    } catch (error) {
      if (!mayPass(error)) throw error;
    }
  }
}
