import { Field, Float, Int, ObjectType } from 'type-graphql';

@ObjectType({
  description:
    'What the network would answer if a step were the last. One that sees the whole image at once answers at the last step alone.',
})
export class StepPrediction {
  @Field(() => Int, { description: 'The step, from 0.' })
  step!: number;

  @Field(() => Int, { description: 'The likeliest class.' })
  label!: number;

  @Field(() => [Float], { description: 'A probability for each class; they sum to 1.' })
  probabilities!: number[];

  @Field(() => Float, { description: 'The probability of `label`.' })
  confidence!: number;

  @Field(() => Float, {
    description:
      'Entropy of the probabilities in nats: 0 when certain, the logarithm of the number of classes at most.',
  })
  entropy!: number;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether `label` is the true class; null where that is not known.',
  })
  correct!: boolean | null;
}

@ObjectType({ description: 'When and what the network decides.' })
export class Decision {
  @Field(() => Int, {
    description: 'The first step, from 0, from which the label no longer changes.',
  })
  step!: number;

  @Field(() => Int, { description: 'The label at the last step: the network’s answer.' })
  label!: number;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it is the true class; null where that is not known.',
  })
  correct!: boolean | null;
}
