import type { EvaluationResult } from '../engines/engine.ts';
import type { EvaluationRecord } from '../store/records.ts';

/** An evaluation as it is kept: plain JSON, with a row of the confusion for each true class. */
export function evaluationRecord(result: EvaluationResult, classes: number): EvaluationRecord {
  const { split, examples, crossEntropy, accuracy, confusion } = result;
  const rows = Array.from({ length: classes }, (_, label) => [
    ...confusion.subarray(label * classes, (label + 1) * classes),
  ]);
  return { split, examples, crossEntropy, accuracy, confusion: rows };
}
