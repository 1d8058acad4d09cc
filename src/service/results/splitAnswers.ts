import type { Dataset } from '../../data/dataset.ts';
import type { SplitPredictions } from '../../inspection/splitPredictions.ts';
import type { SplitName } from '../../data/split.ts';
import { Audience } from '../limits/audience.ts';
import { ConcurrencyLimit } from '../limits/concurrencyLimit.ts';
import { RecentlyUsed } from '../limits/recentlyUsed.ts';
import type { Services } from '../services.ts';
import type { LoadedWeights } from '../reading/loadedWeights.ts';
import type { TraceSubject } from '../reading/traceSubject.ts';

/** A thousand models on a test split of 10,000. */
const MOST_BYTES = 50 * 2 ** 20;

/** An answer, and the step of the decision. */
const BYTES_AN_EXAMPLE = 5;

/** What models answer to whole splits. A split takes seconds, so answers are kept for the next question. */
export class SplitAnswers {
  readonly #services: Pick<Services, 'inspector'>;
  readonly #weights: LoadedWeights;
  /** One after the other: each takes all processors. */
  readonly #limit = new ConcurrencyLimit('comparisons', 1, 120);
  /** Who waits for an answer that is being made, by its key. */
  readonly #audiences = new Map<string, Audience>();
  readonly #kept = new RecentlyUsed<SplitPredictions>(MOST_BYTES);

  constructor(services: Pick<Services, 'inspector'>, weights: LoadedWeights) {
    this.#services = services;
    this.#weights = weights;
  }

  /**
   * @param dataset with images of the size that the network reads
   * @param gone aborted when the one who asks is no longer there: with the last of them, the work stops
   * @throws GatescopeError BUSY, CLIENT_GONE, or as loading the weights does
   */
  async of(
    subject: TraceSubject,
    dataset: Dataset,
    split: SplitName,
    gone?: AbortSignal,
  ): Promise<SplitPredictions> {
    const key = `${subject.weightsKey} ${dataset.sha256} ${split}`;
    for (;;) {
      const audience = this.#audiences.get(key) ?? new Audience();
      this.#audiences.set(key, audience);
      const leave = audience.join(gone);
      try {
        return await this.#kept.get(key, BYTES_AN_EXAMPLE * dataset.splits[split].examples, () =>
          this.#ask(subject, dataset, split, audience.allGone),
        );
      } catch (error) {
        // Who comes as the last of the others leaves asks once more.
        if (!audience.allGone.aborted || gone?.aborted === true) throw error;
      } finally {
        leave();
        if (audience.size === 0 && this.#audiences.get(key) === audience)
          this.#audiences.delete(key);
      }
    }
  }

  #ask(
    subject: TraceSubject,
    dataset: Dataset,
    split: SplitName,
    allGone: AbortSignal,
  ): Promise<SplitPredictions> {
    return this.#limit.run(async () => {
      const weights = await this.#weights.of(subject);
      return this.#services.inspector.splitPredictions(weights, dataset, split, allGone);
    }, allGone);
  }
}
