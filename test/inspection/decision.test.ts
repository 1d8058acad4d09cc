import { describe, expect, it } from 'vitest';
import { decisionOf } from '../../src/inspection/decision.ts';
import type { StepPrediction } from '../../src/inspection/predictions.ts';

/** Predictions with these labels, one for each step. */
function predicting(labels: number[]): StepPrediction[] {
  return labels.map((label, step) => ({
    step,
    label,
    probabilities: new Float32Array(10),
    confidence: 1,
  }));
}

describe('decisionOf', () => {
  it('finds the homework’s example: decided at its 18th step, which is step 17 here', () => {
    const labels = [
      5,
      5,
      5,
      5,
      2,
      9,
      7,
      7,
      7,
      7,
      7,
      0,
      0,
      0,
      0,
      0,
      0,
      ...Array<number>(11).fill(5),
    ];
    expect(labels).toHaveLength(28);
    expect(decisionOf(predicting(labels), 5)).toEqual({ step: 17, label: 5, correct: true });
  });

  it('is at the first step when the label never changes', () => {
    expect(decisionOf(predicting([3, 3, 3]), 8)).toEqual({ step: 0, label: 3, correct: false });
  });

  it('is at the last step when the label changes there', () => {
    expect(decisionOf(predicting([3, 3, 4]), null)).toEqual({ step: 2, label: 4, correct: null });
  });
});
