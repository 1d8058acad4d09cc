import { Field, Float, Int, ObjectType } from 'type-graphql';

import { Split, type SplitName } from '../enums.ts';

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

  @Field(() => [[Int]], { description: 'Counts: confusion[true class][predicted class].' })
  confusion!: number[][];
}
