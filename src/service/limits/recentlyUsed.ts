import { LRUCache } from 'lru-cache';

/** Keeps what was last asked for, up to a size; the least recently used goes first. */
export class RecentlyUsed<T> {
  readonly #mostBytes: number;
  /** Promises, so that two callers share one making. */
  readonly #kept: LRUCache<string, Promise<T>>;

  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes;
    this.#kept = new LRUCache({ maxSize: mostBytes });
  }

  /**
   * What is kept by this key, or else made. A failure is not kept.
   *
   * @param bytes how much it takes, about
   */
  get(key: string, bytes: number, make: () => Promise<T>): Promise<T> {
    const kept = this.#kept.get(key);
    if (kept !== undefined) return kept;
    const made = make();
    // What alone is too large takes all the room: it is in use.
    this.#kept.set(key, made, { size: Math.min(bytes, this.#mostBytes) });
    made.catch(() => {
      if (this.#kept.peek(key) === made) this.#kept.delete(key);
    });
    return made;
  }
}
