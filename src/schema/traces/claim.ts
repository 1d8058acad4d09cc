import { Field, Float, ObjectType } from 'type-graphql';

@ObjectType({
  description: 'A statement about what a preset does, with its error in this trace.',
})
export class Claim {
  @Field(() => String, { description: 'What it says about the first recurrent layer.' })
  statement!: string;

  @Field(() => Boolean, {
    description:
      'Whether the statement follows from the equations. If not, it is an expectation that `error` measures.',
  })
  exact!: boolean;

  @Field(() => Float, {
    description:
      'The largest deviation from the statement over all steps and units that it is about, in the unit of the value.',
  })
  error!: number;
}
