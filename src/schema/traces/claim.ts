import { Field, Float, ObjectType } from 'type-graphql';

@ObjectType({
  description: 'A statement about what a preset does, and how far it is from true in this trace.',
})
export class Claim {
  @Field(() => String, { description: 'What is said of the first recurrent layer.' })
  statement!: string;

  @Field(() => Boolean, {
    description: 'Whether the equations say so; the others are here to be measured.',
  })
  exact!: boolean;

  @Field(() => Float, {
    description: 'The largest deviation over the steps and units concerned, in units of the value.',
  })
  error!: number;
}
