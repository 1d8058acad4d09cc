import type { RunEventMessage } from './runEventMessage.ts';

/** How long a subscriber waits in silence before it is told to look for itself. */
const SILENCE_MS = 10_000;

/**
 * One subscriber's end of a run's events. It holds the newest message only, so a slow subscriber
 * misses some and never holds up or fills anything; a run's end is never overwritten.
 */
export class RunEventMailbox implements AsyncIterableIterator<RunEventMessage> {
  readonly #onClose: (mailbox: RunEventMailbox) => void;
  #message: RunEventMessage | null = null;
  #wake: () => void = () => undefined;
  #closed = false;

  constructor(onClose: (mailbox: RunEventMailbox) => void) {
    this.#onClose = onClose;
  }

  put(message: RunEventMessage): void {
    if (hasEnded(this.#message)) return;
    // What was missed shows in the store alone, so progress does not take the place of that call.
    if (this.#message?.kind === 'refetch' && !hasEnded(message)) return;
    this.#message = message;
    this.#wake();
  }

  async next(): Promise<IteratorResult<RunEventMessage, undefined>> {
    if (this.#message === null && !this.#closed) await this.#messageOrSilence();
    const message = this.#message ?? (this.#closed ? null : ({ kind: 'refetch' } as const));
    if (message === null) return { done: true, value: undefined };
    this.#message = null;
    if (hasEnded(message)) this.#close();
    return { done: false, value: message };
  }

  return(): Promise<IteratorResult<RunEventMessage, undefined>> {
    this.#message = null;
    this.#close();
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async #messageOrSilence(): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, SILENCE_MS);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #close(): void {
    this.#closed = true;
    this.#wake();
    this.#onClose(this);
  }
}

function hasEnded(message: RunEventMessage | null): boolean {
  return message?.kind === 'progress' && message.ended;
}
