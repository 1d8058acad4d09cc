import type { Subject } from '../../inspection/inspector.ts';
import type { TraceSubject } from './traceSubject.ts';

const MOST_BYTES = 256 * 2 ** 20;

interface Kept {
  bytes: number;
  loaded: Promise<Subject>;
}

/** The weights of what was last looked into, ready to run. */
export class LoadedWeights {
  readonly #mostBytes: number;
  /** By key, the least recently used first. Promises, so that two callers share one loading. */
  readonly #kept = new Map<string, Kept>();

  constructor(mostBytes = MOST_BYTES) {
    this.#mostBytes = mostBytes;
  }

  /** @throws GatescopeError as `load` of the subject */
  of(subject: TraceSubject): Promise<Subject> {
    const key = subject.weightsKey;
    const kept = this.#kept.get(key) ?? this.#load(subject);
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    this.#dropOldest();
    return kept.loaded;
  }

  #load(subject: TraceSubject): Kept {
    const { network, weightsKey, weightsBytes } = subject;
    const loaded = subject.load().then((parameters) => ({ network, parameters }));
    loaded.catch(() => this.#kept.delete(weightsKey));
    return { bytes: weightsBytes, loaded };
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
