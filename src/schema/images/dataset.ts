import { ArgsType, Field, Int, ObjectType } from 'type-graphql';

import { Split, type SplitName } from '../enums.ts';

@ArgsType()
export class ExamplesArguments {
  @Field(() => Split, { description: 'The part to count.' })
  split!: SplitName;
}

@ObjectType({
  description: 'Labelled images in the four idx files: MNIST, or a folder of the user’s.',
})
export class Dataset {
  @Field(() => String, { description: 'Its name: `mnist`, or that of its folder.' })
  name!: string;

  @Field(() => Int, { description: 'Classes told apart, 2 to 10.' })
  classes!: number;

  @Field(() => Int, { description: 'Rows of an image.' })
  rows!: number;

  @Field(() => Int, { description: 'Columns of an image.' })
  columns!: number;

  @Field(() => Int, { description: 'How many examples a part has.' })
  examples!: number;

  @Field(() => String, { description: 'SHA-256 over its files, in hexadecimal.' })
  sha256!: string;
}

@ObjectType({ description: 'A folder among the user data sets that cannot be used as it is.' })
export class BrokenDataset {
  @Field(() => String, { description: 'Name of the folder.' })
  name!: string;

  @Field(() => String, { description: 'Which file is at fault, and what is wrong with it.' })
  problem!: string;
}
