import { Extensions, Field, Float, Int, ObjectType } from 'type-graphql';

import { Split, type SplitName } from '../enums.ts';

/** Of any data set. */
const mostClasses = 10;
/** Of any task. */
const mostMetrics = 8;

@ObjectType({ description: 'How well a model does on the examples of one class.' })
export class ClassAccuracy {
  @Field(() => Int, { description: 'The class.' })
  label!: number;

  @Field(() => Int, { description: 'How many examples of this class the split has.' })
  examples!: number;

  @Field(() => Int, { description: 'How many of them are classified correctly.' })
  correct!: number;

  @Field(() => Float, {
    nullable: true,
    description: '`correct` over `examples`; null where there are none.',
  })
  accuracy!: number | null;
}

@ObjectType({ description: 'One measure of how well a model does its task.' })
export class TaskMetric {
  @Field(() => String, { description: 'Stable name, such as `bitsPerDimension`.' })
  name!: string;

  @Field(() => Float, { description: 'The value.' })
  value!: number;

  @Field(() => String, {
    description: 'Its unit, such as `nats`; empty for a fraction from 0 to 1.',
  })
  unit!: string;

  @Field(() => String, { description: 'What it is.' })
  meaning!: string;
}

@ObjectType({ description: 'How well a model does on a whole split.' })
export class Evaluation {
  @Field(() => Split, { description: 'The split it was measured on.' })
  split!: SplitName;

  @Field(() => Float, {
    description:
      'Cross-entropy in nats, averaged over the targets. The targets of a classifier are the examples; those of NEXT_PIXEL are the predicted pixels.',
  })
  crossEntropy!: number;

  @Field(() => Float, {
    description: 'The fraction of the targets that is predicted correctly, 0 to 1.',
  })
  accuracy!: number;

  @Field(() => [Float], {
    description:
      'The 95 % confidence interval of the accuracy, [lower, upper]: Wilson’s score interval. It covers chance in the choice of examples, but not differences between seeds.',
  })
  accuracyInterval!: number[];

  @Field(() => Int, { description: 'Examples in the split.' })
  examples!: number;

  @Field(() => [ClassAccuracy], {
    description:
      'The accuracy on each class. For NEXT_PIXEL the classes are 0 (paper) and 1 (ink).',
  })
  @Extensions({ mostItems: mostClasses })
  classes!: ClassAccuracy[];

  @Field(() => [[Int]], {
    description: 'The confusion matrix: counts of targets, confusion[true class][predicted class].',
  })
  confusion!: number[][];

  @Field(() => [TaskMetric], { description: 'All measures of its task, the loss first.' })
  @Extensions({ mostItems: mostMetrics })
  metrics!: TaskMetric[];
}
