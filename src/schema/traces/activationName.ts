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
    description:
      'Length of each axis; null for the axis of steps, whose length depends on the image.',
  })
  shape!: (number | null)[];

  @Field(() => Float, {
    nullable: true,
    description: 'Lower bound of the values; null if there is none.',
  })
  least!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Upper bound of the values; null if there is none.',
  })
  most!: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Its symbol in the equations of its cell; for a part of a sum, the equation of that part. Null if it has none.',
  })
  symbol!: string | null;

  @Field(() => String, { description: 'What it is.' })
  meaning!: string;
}
