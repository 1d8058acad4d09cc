import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';

import type { DatasetSummary, SoundDataset } from '../../data/datasetCatalog.ts';
import type { SplitRule } from '../../data/splitRule.ts';
import { BrokenDataset, Dataset, ExamplesArguments } from '../../schema/images/dataset.ts';
import type { Context } from '../../service/context.ts';
import { cost } from '../cost.ts';

@Resolver(() => Dataset)
export class DatasetResolver {
  @Query(() => [Dataset], {
    complexity: cost.list,
    description: 'The data sets on this machine: MNIST and those that the user has added.',
  })
  async datasets(@Ctx() { services }: Context): Promise<SoundDataset[]> {
    return (await services.catalog.list()).filter(isSound);
  }

  @Query(() => [BrokenDataset], {
    complexity: cost.list,
    description: 'The folders of the user’s data sets that cannot be used, each with the reason.',
  })
  async brokenDatasets(@Ctx() { services }: Context): Promise<BrokenDataset[]> {
    return (await services.catalog.list()).filter((dataset) => dataset.problem !== null);
  }

  @FieldResolver()
  examples(
    @Root() { examples }: SoundDataset,
    @Args(() => ExamplesArguments) { split }: ExamplesArguments,
  ): number {
    return examples[split];
  }

  @FieldResolver()
  splitRule(@Root() { splitRule }: SoundDataset): SplitRule['name'] {
    return splitRule.name;
  }

  @FieldResolver()
  splitSeed(@Root() { splitRule }: SoundDataset): number | null {
    return splitRule.name === 'ORDER' ? null : splitRule.seed;
  }
}

function isSound(dataset: DatasetSummary): dataset is SoundDataset {
  return dataset.problem === null;
}
