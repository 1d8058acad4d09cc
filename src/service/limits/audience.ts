/** Those who wait for the same piece of work, which is of no more use once all of them are gone. */
export class Audience {
  readonly #allGone = new AbortController();
  #size = 0;

  /** Aborted when the last one has gone without waiting for the end. */
  get allGone(): AbortSignal {
    return this.#allGone.signal;
  }

  get size(): number {
    return this.#size;
  }

  /**
   * @param gone aborted when the one who joins is no longer there; who cannot tell stays
   * @returns to be called when the wait is over
   */
  join(gone?: AbortSignal): () => void {
    this.#size += 1;
    let isHere = true;
    const leave = () => {
      gone?.removeEventListener('abort', hasGone);
      if (isHere) this.#size -= 1;
      isHere = false;
    };
    const hasGone = () => {
      leave();
      if (this.#size === 0) this.#allGone.abort();
    };
    gone?.addEventListener('abort', hasGone, { once: true });
    if (gone?.aborted === true) hasGone();
    return leave;
  }
}
