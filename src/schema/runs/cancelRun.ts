import { Field, ID, InputType, ObjectType } from 'type-graphql';

import { Run } from './run.ts';
import { UserError } from '../userError.ts';

@InputType({ description: 'Which run to end.' })
export class CancelRunInput {
  @Field(() => ID, { description: 'Global id of the run.' })
  run!: string;
}

@ObjectType({ description: 'The result of cancelRun.' })
export class CancelRunPayload {
  @Field(() => Run, { nullable: true, description: 'The run; null if there was a mistake.' })
  run!: Run | null;

  @Field(() => [UserError], { description: 'The mistakes; empty if there were none.' })
  userErrors!: UserError[];
}
