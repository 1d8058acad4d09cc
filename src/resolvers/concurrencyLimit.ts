import { GatescopeError } from '../errors.ts';

/**
 * Lets few of a kind of work run at a time and some more wait, so that a burst of requests is turned
 * away rather than piled up in memory.
 */
export class ConcurrencyLimit {
  readonly #what: string;
  readonly #mostRunning: number;
  readonly #mostWaiting: number;
  readonly #waiting: (() => void)[] = [];
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
    return this.#waiting.length;
  }

  /** @throws GatescopeError BUSY when too many wait already */
  async run<T>(work: () => Promise<T>): Promise<T> {
    await this.#enter();
    try {
      return await work();
    } finally {
      this.#leave();
    }
  }

  async #enter(): Promise<void> {
    if (this.#running < this.#mostRunning) {
      this.#running++;
      return;
    }
    if (this.#waiting.length >= this.#mostWaiting) {
      throw new GatescopeError(
        'BUSY',
        `Too many ${this.#what} wait already (${this.#mostWaiting}); ask again in a second.`,
      );
    }
    // Whoever leaves hands its place over, so that #running stays as it is.
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #leave(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#running--;
    else next();
  }
}
