import type { SplitName } from '../../data/split.ts';
import type { EvaluationResult } from '../engine.ts';

/** What a network made of some examples, [examples] each. */
export interface BatchOutcome {
  losses: Float32Array;
  predicted: Int32Array;
  labels: Int32Array;
}

/** Sums over a split, in double precision and in the order of the examples. */
export class EvaluationCount {
  readonly #split: SplitName;
  readonly #classes: number;
  readonly #confusion: Int32Array;
  #lossSum = 0;
  #correct = 0;
  #examples = 0;

  constructor(split: SplitName, classes: number) {
    this.#split = split;
    this.#classes = classes;
    this.#confusion = new Int32Array(classes * classes);
  }

  add({ losses, predicted, labels }: BatchOutcome): void {
    labels.forEach((label, n) => {
      const answer = predicted[n] as number;
      const cell = label * this.#classes + answer;
      this.#confusion[cell] = (this.#confusion[cell] as number) + 1;
      this.#correct += answer === label ? 1 : 0;
      this.#lossSum += losses[n] as number;
      this.#examples += 1;
    });
  }

  result(): EvaluationResult {
    return {
      split: this.#split,
      examples: this.#examples,
      crossEntropy: this.#lossSum / this.#examples,
      accuracy: this.#correct / this.#examples,
      confusion: this.#confusion,
    };
  }
}
