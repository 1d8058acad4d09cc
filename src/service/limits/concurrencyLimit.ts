import { GatescopeError } from '../../errors.ts';

/**
 * Lets few of a kind of work run at a time and some more wait, so that a burst of requests is turned
 * away rather than piled up in memory.
 */
export class ConcurrencyLimit {
  readonly #what: string;
  readonly #mostRunning: number;
  readonly #mostWaiting: number;
  readonly #waiting = new Set<() => void>();
  #running = 0;

  /** @param what the work in the plural, as errors call it */
  constructor(what: string, mostRunning: number, mostWaiting: number) {
    this.#what = what;
    this.#mostRunning = mostRunning;
    this.#mostWaiting = mostWaiting;
  }

  get running(): number {
    return this.#running;
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  /**
   * @param gone aborted when nobody wants the result any more: what still waits then is left undone
   * @throws GatescopeError BUSY when too many wait already, CLIENT_GONE
   */
  async run<T>(work: () => Promise<T>, gone?: AbortSignal): Promise<T> {
    await this.#enter(gone);
    try {
      return await work();
    } finally {
      this.#leave();
    }
  }

  async #enter(gone?: AbortSignal): Promise<void> {
    if (gone?.aborted) throw clientGone();
    if (this.#running < this.#mostRunning) {
      this.#running++;
      return;
    }
    if (this.#waiting.size >= this.#mostWaiting) {
      throw new GatescopeError(
        'BUSY',
        `Too many ${this.#what} wait already (${this.#mostWaiting}); ask again in a second.`,
      );
    }
    await this.#turn(gone);
  }

  #turn(gone?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const begin = () => {
        gone?.removeEventListener('abort', giveUp);
        this.#waiting.delete(begin);
        resolve();
      };
      const giveUp = () => {
        this.#waiting.delete(begin);
        reject(clientGone());
      };
      this.#waiting.add(begin);
      gone?.addEventListener('abort', giveUp, { once: true });
    });
  }

  /** Whoever leaves hands its place over, so that #running stays as it is. */
  #leave(): void {
    const [next] = this.#waiting;
    if (next === undefined) this.#running--;
    else next();
  }
}

function clientGone(): GatescopeError {
  return new GatescopeError('CLIENT_GONE', 'The client closed the connection.');
}
