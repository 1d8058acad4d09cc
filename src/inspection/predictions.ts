import { GatescopeError } from '../errors.ts';
import type { NamedTensor } from './namedTensor.ts';

/** What the network would answer if a step were the last. */
export interface StepPrediction {
  /** Counted from 0. */
  step: number;
  /** The most probable class; of equals the smallest. */
  label: number;
  /** One for each class; they add up to 1. */
  probabilities: Float32Array;
  /** The probability of `label`. */
  confidence: number;
}

/**
 * @throws GatescopeError VALUE_NOT_FINITE where an intervention has driven the network out of range
 * @param probabilities `head.probabilities` [step, class], or [class] of a network that sees the whole
 *   image and so answers once
 * @param firstStep the step of its first row
 */
export function stepPredictions(probabilities: NamedTensor, firstStep = 0): StepPrediction[] {
  const classes = probabilities.shape.at(-1) as number;
  return Array.from({ length: probabilities.values.length / classes }, (_, n) => {
    const row = probabilities.values.subarray(n * classes, (n + 1) * classes);
    const confidence = Math.max(...row);
    if (!Number.isFinite(confidence)) throw notFinite(firstStep + n);
    return {
      step: firstStep + n,
      label: row.indexOf(confidence),
      probabilities: row,
      confidence,
    };
  });
}

function notFinite(step: number): GatescopeError {
  return new GatescopeError(
    'VALUE_NOT_FINITE',
    `predictions: the network has no finite probabilities at step ${step}; a smaller intervention may help`,
  );
}
