import { Field, ID, InputType, ObjectType } from 'type-graphql';

import { UserError } from '../userError.ts';

@InputType({ description: 'Which model to delete.' })
export class DeleteModelInput {
  @Field(() => ID, { description: 'Slug or global id of the model.' })
  model!: string;
}

@ObjectType({ description: 'The result of deleteModel.' })
export class DeleteModelPayload {
  @Field(() => ID, {
    nullable: true,
    description: 'Global id of the model that is gone; null if there was a mistake.',
  })
  deletedModel!: string | null;

  @Field(() => [UserError], { description: 'The mistakes; empty if there were none.' })
  userErrors!: UserError[];
}
