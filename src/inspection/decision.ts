import type { StepPrediction } from './predictions.ts';

/** The decision step, the first from which the predicted label no longer changes, and the answer. */
export interface Decision {
  step: number;
  label: number;
  /** Null when the true label is not known. */
  correct: boolean | null;
}

/**
 * @param predictions one for every step of the image, at least one
 * @param trueLabel null when it is not known
 */
export function decisionOf(
  predictions: readonly StepPrediction[],
  trueLabel: number | null,
): Decision {
  const last = predictions.at(-1);
  if (last === undefined) throw new RangeError('a decision needs at least one step');
  const lastOther = predictions.findLast(({ label }) => label !== last.label);
  return {
    step: lastOther === undefined ? (predictions[0] as StepPrediction).step : lastOther.step + 1,
    label: last.label,
    correct: trueLabel === null ? null : last.label === trueLabel,
  };
}
