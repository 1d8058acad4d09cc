import type { Subject } from '../../inspection/subject.ts';
import { RecentlyUsed } from '../limits/recentlyUsed.ts';
import type { TraceSubject } from './traceSubject.ts';

const MOST_BYTES = 256 * 2 ** 20;

/** The weights of what was last looked into, ready to run. */
export class LoadedWeights {
  readonly #kept: RecentlyUsed<Subject>;

  constructor(mostBytes = MOST_BYTES) {
    this.#kept = new RecentlyUsed(mostBytes);
  }

  /** @throws GatescopeError as `load` of the subject */
  of(subject: TraceSubject): Promise<Subject> {
    const { network, weightsKey, weightsBytes } = subject;
    return this.#kept.get(weightsKey, weightsBytes, async () => ({
      network,
      parameters: await subject.load(),
    }));
  }
}
