import { Field, ObjectType } from 'type-graphql';

@ObjectType({ description: 'A mistake in what was asked for. Nothing was changed or stored.' })
export class UserError {
  @Field(() => String, {
    nullable: true,
    description:
      'Path of the argument at fault, such as `input.epochs`; null if no single argument is.',
  })
  field!: string | null;

  @Field(() => String, { description: 'What was expected and what was given, in plain words.' })
  message!: string;

  @Field(() => String, { description: 'Stable code, such as `INVALID_ARGUMENT`.' })
  code!: string;
}
