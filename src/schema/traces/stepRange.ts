import { Field, InputType, Int } from 'type-graphql';

@InputType({
  description: 'Steps `from` up to but not including `to`. A step is an image row, from 0.',
})
export class StepRange {
  @Field(() => Int, { nullable: true, defaultValue: 0, description: 'First step, 0 or more.' })
  from!: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'The step after the last one: above `from`, at most the image’s rows, which it is when not given.',
  })
  to?: number | null;
}
