import type { EvaluationResult } from '../engines/engine.ts';
import type { Network } from '../networks/recipe.ts';
import { measuredTask, sequenceOf, taskKindOf } from '../networks/tasks/taskOf.ts';
import type { EvaluationRecord } from '../store/records.ts';

/** An evaluation as it is kept: plain JSON, with a row of the confusion for each class of a target. */
export function evaluationRecord(result: EvaluationResult, network: Network): EvaluationRecord {
  const classes = taskKindOf(network).targetClasses(sequenceOf(network));
  const { split, examples, crossEntropy, accuracy, confusion } = result;
  const rows = Array.from({ length: classes }, (_, label) => [
    ...confusion.subarray(label * classes, (label + 1) * classes),
  ]);
  return { split, examples, crossEntropy, accuracy, confusion: rows, ...measuredTask(network) };
}
