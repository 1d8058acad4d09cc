import { Field, Float, Int, ObjectType } from 'type-graphql';

@ObjectType({ description: 'A value inside a network that can be asked for by name.' })
export class ActivationName {
  @Field(() => String, { description: 'Canonical name, such as `layers.0.inputGate`.' })
  name!: string;

  @Field(() => Int, { description: 'Length of the last axis; for one image it is [step, size].' })
  size!: number;

  @Field(() => [String], { description: 'What the axes count: `step`, then `unit` or `class`.' })
  axes!: string[];

  @Field(() => Float, { nullable: true, description: 'Least value; null where there is no bound.' })
  least!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Greatest value; null where there is no bound.',
  })
  most!: number | null;

  @Field(() => String, { description: 'What it is.' })
  meaning!: string;
}
