import type { SplitName } from '../../data/split.ts';
import type { EvaluationResult } from '../engine.ts';

/** What a network made of some targets, [targets] each. */
export interface BatchOutcome {
  losses: Float32Array;
  predicted: Int32Array;
  targets: Int32Array;
}

/** Sums over a split, in double precision and in the order of the targets. */
export class EvaluationCount {
  readonly #split: SplitName;
  readonly #examples: number;
  readonly #classes: number;
  readonly #confusion: Int32Array;
  #lossSum = 0;
  #correct = 0;
  #targets = 0;

  /** @param classes what a target is one of */
  constructor(split: SplitName, examples: number, classes: number) {
    this.#split = split;
    this.#examples = examples;
    this.#classes = classes;
    this.#confusion = new Int32Array(classes * classes);
  }

  add({ losses, predicted, targets }: BatchOutcome): void {
    targets.forEach((target, n) => {
      const answer = predicted[n] as number;
      const cell = target * this.#classes + answer;
      this.#confusion[cell] = (this.#confusion[cell] as number) + 1;
      this.#correct += answer === target ? 1 : 0;
      this.#lossSum += losses[n] as number;
      this.#targets += 1;
    });
  }

  result(): EvaluationResult {
    return {
      split: this.#split,
      examples: this.#examples,
      crossEntropy: this.#lossSum / this.#targets,
      accuracy: this.#correct / this.#targets,
      confusion: this.#confusion,
    };
  }
}
