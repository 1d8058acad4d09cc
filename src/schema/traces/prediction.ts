import { Field, Float, Int, ObjectType } from 'type-graphql';

@ObjectType({
  description:
    'What the network would answer if this step were the last. A network that sees the whole image at once answers only at the last step.',
})
export class StepPrediction {
  @Field(() => Int, { description: 'The step, from 0.' })
  step!: number;

  @Field(() => Int, { description: 'The most probable class.' })
  label!: number;

  @Field(() => [Float], { description: 'A probability for each class; they sum to 1.' })
  probabilities!: number[];

  @Field(() => Float, { description: 'The probability of `label`.' })
  confidence!: number;

  @Field(() => Float, {
    description:
      'Entropy of the probabilities in nats, from 0 (certain) to the logarithm of the number of classes (all equally probable).',
  })
  entropy!: number;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether `label` is the true class; null if the true class is not known.',
  })
  correct!: boolean | null;
}

@ObjectType({ description: 'The network’s answer, and the step at which it is decided.' })
export class Decision {
  @Field(() => Int, {
    description:
      'The decision step: the first step, counted from 0, from which the label no longer changes.',
  })
  step!: number;

  @Field(() => Int, { description: 'The label at the last step: the network’s answer.' })
  label!: number;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the answer is the true class; null if the true class is not known.',
  })
  correct!: boolean | null;
}
