import { FieldResolver, Resolver, Root } from 'type-graphql';

import { accuracyInterval } from '../../inspection/accuracyInterval.ts';
import { defaultTask, taskKinds } from '../../networks/tasks/taskOf.ts';
import { Evaluation, type ClassAccuracy } from '../../schema/models/evaluation.ts';
import type { EvaluationRecord } from '../../store/records.ts';

@Resolver(() => Evaluation)
export class EvaluationResolver {
  @FieldResolver()
  accuracyInterval(@Root() { accuracy, examples }: EvaluationRecord): number[] {
    return accuracyInterval(accuracy, examples);
  }

  @FieldResolver()
  metrics(@Root() { crossEntropy, accuracy, examples, confusion, task }: EvaluationRecord) {
    const counted = confusion.flat().reduce((sum, count) => sum + count, 0);
    const { metrics } = taskKinds[task ?? defaultTask.name];
    return metrics(crossEntropy, accuracy, counted / examples);
  }

  @FieldResolver()
  classes(@Root() { confusion }: EvaluationRecord): ClassAccuracy[] {
    return confusion.map((row, label) => {
      const examples = row.reduce((sum, count) => sum + count, 0);
      const correct = row[label] as number;
      return { label, examples, correct, accuracy: examples === 0 ? null : correct / examples };
    });
  }
}
