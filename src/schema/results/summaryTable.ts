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
      'Which GRUs to show. True: the reset gate acts after the matrix product, as in cuDNN and PyTorch. False: it acts before the product, as in the course work that Gatescope grew out of (docs/questions.md).',
  })
  resetAfter!: boolean | null;
}

@ObjectType({ description: 'A column of the summary table: one architecture.' })
export class SummaryColumn extends ArchitectureResult {
  @Field(() => String, { description: 'Its heading, such as `(1 layer, 32 units)`.' })
  title!: string;
}

@ObjectType({ description: 'A block of the summary table: one cell type.' })
export class SummaryBlock {
  @Field(() => String, { description: 'LSTM or GRU.' })
  title!: string;

  @Field(() => [SummaryColumn], { description: 'The columns, from left to right.' })
  @Extensions({ mostItems: tableSize.columns })
  columns!: SummaryColumn[];
}

@ObjectType({
  description:
    'Test cross-entropy and accuracy of the eight recurrent networks: an LSTM and a GRU of four sizes each. Several seeds are shown as mean ± sample standard deviation. The layout is that of the course work that Gatescope grew out of (docs/questions.md). The “test loss” of that course work was the loss of a training batch; the cross-entropy here is the mean over the test images.',
})
export class SummaryTable {
  @Field(() => String, { description: 'Name of the data set.' })
  dataset!: string;

  @Field(() => [Int], { description: 'The seeds read.' })
  seeds!: number[];

  @Field(() => Boolean, {
    description: 'Whether the reset gate of its GRUs acts after the matrix product.',
  })
  resetAfter!: boolean;

  @Field(() => [SummaryBlock], { description: 'The blocks of the table: LSTM, then GRU.' })
  @Extensions({ mostItems: tableSize.blocks })
  blocks!: SummaryBlock[];

  @Field(() => String, {
    description: 'As Markdown: a table for each block, and below them what is missing.',
  })
  markdown!: string;

  @Field(() => Picture, { description: 'As a picture.' })
  picture!: Picture;
}
