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

  @Field(() => Int, { description: 'How many examples the split has of it.' })
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

  @Field(() => String, { description: 'Its unit, such as `nats`; empty for a part of 1.' })
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
      'Cross-entropy in nats, mean over the targets: of a classifier the examples, else the pixels that are predicted.',
  })
  crossEntropy!: number;

  @Field(() => Float, {
    description: 'The part of the targets that is predicted correctly, 0 to 1.',
  })
  accuracy!: number;

  @Field(() => [Float], {
    description:
      'Where the accuracy lies with 95 % confidence, as far as chance in the choice of examples goes: Wilson’s score interval, [lower, upper]. It says nothing of another seed.',
  })
  accuracyInterval!: number[];

  @Field(() => Int, { description: 'Examples in the split.' })
  examples!: number;

  @Field(() => [ClassAccuracy], { description: 'Class by class; of a next pixel, 0 and 1.' })
  @Extensions({ mostItems: mostClasses })
  classes!: ClassAccuracy[];

  @Field(() => [[Int]], {
    description: 'Counts of targets: confusion[true class][predicted class].',
  })
  confusion!: number[][];

  @Field(() => [TaskMetric], { description: 'What its task measures, the loss first.' })
  @Extensions({ mostItems: mostMetrics })
  metrics!: TaskMetric[];
}
