import { Field, ID, InputType, ObjectType } from 'type-graphql';

import { UserError } from '../userError.ts';

@InputType({ description: 'Which run to delete.' })
export class DeleteRunInput {
  @Field(() => ID, { description: 'Global id of the run.' })
  run!: string;
}

@ObjectType({ description: 'The result of deleteRun.' })
export class DeleteRunPayload {
  @Field(() => ID, {
    nullable: true,
    description: 'Global id of the run that is gone; null if there was a mistake.',
  })
  deletedRun!: string | null;

  @Field(() => [UserError], { description: 'The mistakes; empty if there were none.' })
  userErrors!: UserError[];
}
