import { ArgsType, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';

import { connectionType, PageArguments } from '../connection.ts';
import { Split, type SplitName } from '../enums.ts';
import { Image } from './image.ts';

const ExampleOutcome = { RIGHT: 'RIGHT', WRONG: 'WRONG', LATE: 'LATE' } as const;
registerEnumType(ExampleOutcome, {
  name: 'ExampleOutcome',
  description: 'How a model reads an example.',
  valuesConfig: {
    RIGHT: { description: 'Its answer after the last row is the true class.' },
    WRONG: { description: 'It is another.' },
    LATE: {
      description:
        'Its answer, right or wrong, became what it is only in the last quarter of its steps: with 28 rows, at step 21 or later.',
    },
  },
});

@ArgsType()
export class ExamplesOfSplitArguments extends PageArguments {
  @Field(() => String, {
    nullable: true,
    description: 'Name of the data set; when not given, that of the model, or else mnist.',
  })
  dataset?: string | null;

  @Field(() => Split, {
    nullable: true,
    defaultValue: Split.TEST,
    description: 'The part of the data set.',
  })
  split!: SplitName | null;

  @Field(() => [Int], { nullable: true, description: 'Only these true classes; all if not given.' })
  classes?: number[] | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Slug or global id of a model that reads them: what it answers stands with each.',
  })
  readBy?: string | null;

  @Field(() => ExampleOutcome, {
    nullable: true,
    description: 'Only those that the model `readBy` reads so.',
  })
  outcome?: keyof typeof ExampleOutcome | null;

  @Field(() => [Int], {
    nullable: true,
    description: 'Only those to which the model `readBy` answers one of these classes.',
  })
  answers?: number[] | null;
}

@ObjectType({ description: 'An example of a data set, and how a model reads it.' })
export class Example {
  @Field(() => String, { description: 'Name of the data set.' })
  dataset!: string;

  @Field(() => Split, { description: 'The part of the data set.' })
  split!: SplitName;

  @Field(() => Int, { description: 'Its place in the split, from 0.' })
  index!: number;

  @Field(() => Int, { description: 'Its true class.' })
  label!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'What the model answers after the last row; null without `readBy`.',
  })
  answer!: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'The step from which on that is its answer; null without `readBy`, and where the model sees the whole image at once.',
  })
  decisionStep!: number | null;

  @Field(() => Image, { description: 'The image.' })
  image!: Image;
}

export const ExampleConnection = connectionType('Example', Example, 'in the order of the split');
