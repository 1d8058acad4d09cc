import { Field, Float, Int, ObjectType } from 'type-graphql';

@ObjectType({ description: 'A value inside a network that can be asked for by name.' })
export class ActivationName {
  @Field(() => String, { description: 'Canonical name, such as `layers.0.inputGate`.' })
  name!: string;

  @Field(() => [String], {
    description:
      'What each axis counts, for one image: `step`, `unit`, `class`, `row`, `column` or `channel`.',
  })
  axes!: string[];

  @Field(() => [Int], {
    nullable: 'items',
    description: 'Length of each axis; null for steps, which are as many as the image has rows.',
  })
  shape!: (number | null)[];

  @Field(() => Float, { nullable: true, description: 'Least value; null where there is no bound.' })
  least!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Greatest value; null where there is no bound.',
  })
  most!: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Its letter in the equations of its cell, or the equation of a part of a sum; null where it has none.',
  })
  symbol!: string | null;

  @Field(() => String, { description: 'What it is.' })
  meaning!: string;
}
