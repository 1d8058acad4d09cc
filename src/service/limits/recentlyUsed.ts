interface Kept<T> {
  bytes: number;
  value: Promise<T>;
}

/** Keeps what was last asked for, up to a size; the least recently used goes first. */
export class RecentlyUsed<T> {
  readonly #mostBytes: number;
  /** The least recently used first. Promises, so that two callers share one making. */
  readonly #kept = new Map<string, Kept<T>>();

  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes;
  }

  /**
   * What is kept by this key, or else made. A failure is not kept.
   *
   * @param bytes how much it takes, about
   */
  get(key: string, bytes: number, make: () => Promise<T>): Promise<T> {
    const kept = this.#kept.get(key) ?? this.#made(key, bytes, make);
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    this.#dropOldest();
    return kept.value;
  }

  #made(key: string, bytes: number, make: () => Promise<T>): Kept<T> {
    const kept = { bytes, value: make() };
    kept.value.catch(() => {
      if (this.#kept.get(key) === kept) this.#kept.delete(key);
    });
    return kept;
  }

  /** The last one stays, whatever its size: it is in use. */
  #dropOldest(): void {
    let bytes = 0;
    for (const kept of this.#kept.values()) bytes += kept.bytes;
    for (const [key, kept] of this.#kept) {
      if (bytes <= this.#mostBytes || this.#kept.size === 1) return;
      this.#kept.delete(key);
      bytes -= kept.bytes;
    }
  }
}
