import { Field, ObjectType } from 'type-graphql';

@ObjectType({ description: 'A mistake in what was asked for. Nothing was changed or stored.' })
export class UserError {
  @Field(() => String, {
    nullable: true,
    description: 'Path of the argument at fault, such as `input.epochs`, where there is one.',
  })
  field!: string | null;

  @Field(() => String, { description: 'What was expected and what came, for people.' })
  message!: string;

  @Field(() => String, { description: 'Stable code, such as `INVALID_ARGUMENT`.' })
  code!: string;
}
