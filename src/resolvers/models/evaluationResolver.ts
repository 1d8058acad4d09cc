import { FieldResolver, Resolver, Root } from 'type-graphql';

import { accuracyInterval } from '../../inspection/accuracyInterval.ts';
import { Evaluation } from '../../schema/models/evaluation.ts';
import type { EvaluationRecord } from '../../store/records.ts';

@Resolver(() => Evaluation)
export class EvaluationResolver {
  @FieldResolver()
  accuracyInterval(@Root() { accuracy, examples }: EvaluationRecord): number[] {
    return accuracyInterval(accuracy, examples);
  }
}
