import { Field, InputType, Int } from 'type-graphql';

@InputType({
  description:
    'The steps `from` up to but not including `to`, counted from 0. A step is an image row, or a pixel if the model reads pixel by pixel.',
})
export class StepRange {
  @Field(() => Int, { nullable: true, defaultValue: 0, description: 'First step, 0 or more.' })
  from!: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'The step after the last one: greater than `from` and at most the number of steps. When not given: the number of steps.',
  })
  to?: number | null;
}
