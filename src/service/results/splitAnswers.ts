import type { Dataset } from '../../data/dataset.ts';
import type { SplitPredictions } from '../../inspection/splitPredictions.ts';
import type { SplitName } from '../../data/split.ts';
import { ConcurrencyLimit } from '../limits/concurrencyLimit.ts';
import { RecentlyUsed } from '../limits/recentlyUsed.ts';
import type { Services } from '../services.ts';
import type { LoadedWeights } from '../reading/loadedWeights.ts';
import type { TraceSubject } from '../reading/traceSubject.ts';

/** A thousand models on a test split of 10,000. */
const MOST_BYTES = 10 * 2 ** 20;

/** What models answer to whole splits. A split takes seconds, so answers are kept for the next question. */
export class SplitAnswers {
  readonly #services: Pick<Services, 'inspector'>;
  readonly #weights: LoadedWeights;
  /** One after the other: each takes all processors. */
  readonly #limit = new ConcurrencyLimit('comparisons', 1, 120);
  readonly #kept = new RecentlyUsed<SplitPredictions>(MOST_BYTES);

  constructor(services: Pick<Services, 'inspector'>, weights: LoadedWeights) {
    this.#services = services;
    this.#weights = weights;
  }

  /**
   * @param dataset with images of the size that the network reads
   * @throws GatescopeError BUSY, or as loading the weights does
   */
  of(subject: TraceSubject, dataset: Dataset, split: SplitName): Promise<SplitPredictions> {
    const key = `${subject.weightsKey} ${dataset.sha256} ${split}`;
    return this.#kept.get(key, dataset.splits[split].examples, () =>
      this.#limit.run(async () =>
        this.#services.inspector.splitPredictions(await this.#weights.of(subject), dataset, split),
      ),
    );
  }
}
