import { Extensions, Field, Float, Int, ObjectType } from 'type-graphql';

import { Split, type SplitName } from '../enums.ts';

/** Of any data set. */
const mostClasses = 10;

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

@ObjectType({ description: 'How well a model does on a whole split.' })
export class Evaluation {
  @Field(() => Split, { description: 'The split it was measured on.' })
  split!: SplitName;

  @Field(() => Float, {
    description: 'Softmax cross-entropy in nats, mean over the examples.',
  })
  crossEntropy!: number;

  @Field(() => Float, { description: 'The part that is classified correctly, 0 to 1.' })
  accuracy!: number;

  @Field(() => [Float], {
    description:
      'Where the accuracy lies with 95 % confidence, as far as chance in the choice of examples goes: Wilson’s score interval, [lower, upper]. It says nothing of another seed.',
  })
  accuracyInterval!: number[];

  @Field(() => Int, { description: 'Examples in the split.' })
  examples!: number;

  @Field(() => [ClassAccuracy], { description: 'Class by class.' })
  @Extensions({ mostItems: mostClasses })
  classes!: ClassAccuracy[];

  @Field(() => [[Int]], { description: 'Counts: confusion[true class][predicted class].' })
  confusion!: number[][];
}
