import type { TrainingOptions } from '../networks/trainingOptions.ts';

/** The evaluation with the lowest cross-entropy on validation. */
export interface BestEvaluation {
  /** Steps done then. */
  step: number;
  crossEntropy: number;
  /** The weights it was measured with; null unless the run keeps the best. */
  parameters: Float32Array | null;
}

type Wishes = Pick<TrainingOptions, 'keep' | 'patience' | 'evaluationInterval'>;

/**
 * Watches the evaluations for a run that keeps its best weights or ends when they get no better. The
 * best evaluation is all there is to store: evaluations come at every multiple of the interval, so how
 * many have been waited for follows from its step.
 */
export class BestEvaluations {
  readonly #wishes: Wishes;
  #best: BestEvaluation | null;

  /** @param best the best so far, where a run goes on */
  constructor(wishes: Wishes, best: BestEvaluation | null) {
    this.#wishes = wishes;
    this.#best = best;
  }

  /** Null before the first, and always where the run does not ask for it. */
  get best(): BestEvaluation | null {
    return this.#best;
  }

  /**
   * Of equal evaluations the earlier stays, so one that is repeated changes nothing.
   *
   * @param crossEntropy on validation
   * @param parameters gives the weights it was measured with
   */
  async add(
    step: number,
    crossEntropy: number,
    parameters: () => Promise<Float32Array>,
  ): Promise<void> {
    const { keep, patience } = this.#wishes;
    if (keep === 'LAST' && patience === null) return;
    if (this.#best !== null && crossEntropy >= this.#best.crossEntropy) return;
    const kept = keep === 'BEST' ? await parameters() : null;
    this.#best = { step, crossEntropy, parameters: kept };
  }

  /** The best weights, where the run keeps them and they are not those after `step`. */
  keptFromBefore(step: number): { step: number; parameters: Float32Array } | null {
    if (this.#best === null || this.#best.parameters === null) return null;
    return this.#best.step === step ? null : { ...this.#best, parameters: this.#best.parameters };
  }

  /** Whether so many evaluations in a row, up to that of `step`, were no better as end the run. */
  patienceEndsAt(step: number): boolean {
    const { patience, evaluationInterval } = this.#wishes;
    if (patience === null || this.#best === null) return false;
    return step - this.#best.step >= patience * evaluationInterval;
  }
}
