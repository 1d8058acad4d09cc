import { ArgsType, Extensions, Field, Int, ObjectType } from 'type-graphql';

import { tableSize } from '../../service/limits/requestLimits.ts';
import { Picture } from '../tensors/picture.ts';
import { ArchitectureResult, ResultArguments } from './architectureResult.ts';

@ArgsType()
export class SummaryTableArguments extends ResultArguments {
  @Field(() => Boolean, {
    nullable: true,
    defaultValue: true,
    description:
      'Which GRUs: those that reset after the matrix product (as cuDNN and PyTorch) or before it (as the code that made the homework’s table).',
  })
  resetAfter!: boolean | null;
}

@ObjectType({ description: 'A column of the summary table: one architecture.' })
export class SummaryColumn extends ArchitectureResult {
  @Field(() => String, { description: 'Its head, such as `(1 layer, 32 units)`.' })
  title!: string;
}

@ObjectType({ description: 'A block of the summary table: one cell type.' })
export class SummaryBlock {
  @Field(() => String, { description: 'LSTM or GRU.' })
  title!: string;

  @Field(() => [SummaryColumn], { description: 'From left to right.' })
  @Extensions({ mostItems: tableSize.columns })
  columns!: SummaryColumn[];
}

@ObjectType({
  description:
    'The homework’s summary table: test cross-entropy and accuracy of the eight recurrent networks. Several seeds stand as mean ± sample standard deviation. Its “test loss” is another thing (that of a training batch), so ours is named otherwise.',
})
export class SummaryTable {
  @Field(() => String, { description: 'Name of the data set.' })
  dataset!: string;

  @Field(() => [Int], { description: 'The seeds read.' })
  seeds!: number[];

  @Field(() => Boolean, { description: 'Whether its GRUs reset after the matrix product.' })
  resetAfter!: boolean;

  @Field(() => [SummaryBlock], { description: 'LSTM, then GRU.' })
  @Extensions({ mostItems: tableSize.blocks })
  blocks!: SummaryBlock[];

  @Field(() => String, {
    description: 'As Markdown: a table for each block, and below them what is missing.',
  })
  markdown!: string;

  @Field(() => Picture, { description: 'As a picture.' })
  picture!: Picture;
}
