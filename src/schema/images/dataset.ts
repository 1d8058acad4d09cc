import { ArgsType, Field, Float, Int, ObjectType } from 'type-graphql';

import type { DatasetWarning as Warning } from '../../data/datasetWarnings.ts';
import { Split, type SplitName } from '../enums.ts';
import { DatasetWarningCode, SplitRule } from './imageEnums.ts';

@ArgsType()
export class ExamplesArguments {
  @Field(() => Split, { description: 'The split to count.' })
  split!: SplitName;
}

@ObjectType({
  description: 'A reason why training on a data set is of little use, or why its figures mislead.',
})
export class DatasetWarning {
  @Field(() => DatasetWarningCode, { description: 'The kind of warning.' })
  code!: Warning['code'];

  @Field(() => String, { description: 'What was found, and what to do about it.' })
  message!: string;
}

@ObjectType({
  description:
    'A data set of labelled images in four IDX files: MNIST, or a folder that the user has added.',
})
export class Dataset {
  @Field(() => String, { description: 'Its name: `mnist`, or that of its folder.' })
  name!: string;

  @Field(() => Int, { description: 'Number of classes, 2 to 10.' })
  classes!: number;

  @Field(() => Int, { description: 'Number of rows of each image.' })
  rows!: number;

  @Field(() => Int, { description: 'Number of columns of each image.' })
  columns!: number;

  @Field(() => Int, { description: 'How many examples a split has.' })
  examples!: number;

  @Field(() => String, {
    description:
      'SHA-256 of its files, in hexadecimal. It covers the split rule too, unless that is ORDER.',
  })
  sha256!: string;

  @Field(() => SplitRule, {
    description:
      'How the validation split is taken from the training images. A file `dataset.json` in the folder of the data set can set it: `{"split": "STRATIFIED", "seed": 1}`.',
  })
  splitRule!: keyof typeof SplitRule;

  @Field(() => Float, {
    nullable: true,
    description: 'The seed of the split, 0 to 4,294,967,295; null for a split by ORDER.',
  })
  splitSeed!: number | null;

  @Field(() => [DatasetWarning], {
    description:
      'Reasons why training on it is of little use, or its figures mislead; empty if none is found.',
  })
  warnings!: DatasetWarning[];
}

@ObjectType({ description: 'A folder among the user data sets that cannot be used as it is.' })
export class BrokenDataset {
  @Field(() => String, { description: 'Name of the folder.' })
  name!: string;

  @Field(() => String, { description: 'Which file is at fault, and what is wrong with it.' })
  problem!: string;
}
