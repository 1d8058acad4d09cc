import { ArgsType, Field, Float, Int, ObjectType } from 'type-graphql';

import type { DatasetWarning as Warning } from '../../data/datasetWarnings.ts';
import { Split, type SplitName } from '../enums.ts';
import { DatasetWarningCode, SplitRule } from './imageEnums.ts';

@ArgsType()
export class ExamplesArguments {
  @Field(() => Split, { description: 'The part to count.' })
  split!: SplitName;
}

@ObjectType({
  description: 'What makes training on a data set of little use, or its figures misleading.',
})
export class DatasetWarning {
  @Field(() => DatasetWarningCode, { description: 'The kind of warning.' })
  code!: Warning['code'];

  @Field(() => String, { description: 'What was found, and what to do about it.' })
  message!: string;
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

  @Field(() => String, {
    description:
      'SHA-256 over its files and, unless that is ORDER, its split rule, in hexadecimal.',
  })
  sha256!: string;

  @Field(() => SplitRule, {
    description:
      'How VALIDATION is taken from the training images. A file `dataset.json` in the folder of the data set says so: `{"split": "STRATIFIED", "seed": 1}`.',
  })
  splitRule!: keyof typeof SplitRule;

  @Field(() => Float, {
    nullable: true,
    description: 'The seed of the split, 0 to 4,294,967,295; null for a split by ORDER.',
  })
  splitSeed!: number | null;

  @Field(() => [DatasetWarning], { description: 'Empty when nothing is conspicuous.' })
  warnings!: DatasetWarning[];
}

@ObjectType({ description: 'A folder among the user data sets that cannot be used as it is.' })
export class BrokenDataset {
  @Field(() => String, { description: 'Name of the folder.' })
  name!: string;

  @Field(() => String, { description: 'Which file is at fault, and what is wrong with it.' })
  problem!: string;
}
