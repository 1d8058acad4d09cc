import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';

import {
  ArchitectureResult,
  ArchitectureResultsArguments,
} from '../../schema/results/architectureResult.ts';
import { SummaryTable, SummaryTableArguments } from '../../schema/results/summaryTable.ts';
import type { Context } from '../../service/context.ts';
import { resultLimits } from '../../service/limits/requestLimits.ts';
import { cost, lengthOf, Priced } from '../cost.ts';
import { differentItems } from '../../service/limits/differentItems.ts';
import type { LazyPicture } from '../../service/pictures/lazyPicture.ts';
import {
  architectureResults,
  type ArchitectureResultAnswer,
} from '../../service/results/architectureResults.ts';
import { summaryPicture } from '../../service/results/summaryPicture.ts';
import {
  summaryMarkdown,
  summaryTable,
  type SummaryTableAnswer,
} from '../../service/results/summaryTable.ts';

@Resolver(() => SummaryTable)
export class SummaryTableResolver {
  @Query(() => SummaryTable, {
    complexity: cost.list,
    description:
      'The test cross-entropy and accuracy of eight recurrent networks, LSTMs and GRUs of four sizes, from the newest run of each architecture and seed.',
  })
  summaryTable(
    @Args(() => SummaryTableArguments) request: SummaryTableArguments,
    @Ctx() { services }: Context,
  ): Promise<SummaryTableAnswer> {
    return summaryTable(services, request);
  }

  @Query(() => [ArchitectureResult], {
    description:
      'The test cross-entropy and accuracy of architectures of the zoo, from the stored runs.',
  })
  @Priced({
    own: () => cost.list,
    items: (argument) => lengthOf(argument('architectures'), resultLimits.architectures),
  })
  async results(
    @Args(() => ArchitectureResultsArguments)
    { architectures, ...request }: ArchitectureResultsArguments,
    @Ctx() { services }: Context,
  ): Promise<ArchitectureResultAnswer[]> {
    const limits = { least: 1, most: resultLimits.architectures };
    const slugs = differentItems('architectures', architectures, 'architectures', limits);
    return (await architectureResults(services, slugs, request)).results;
  }

  @FieldResolver()
  markdown(@Root() table: SummaryTableAnswer): string {
    return summaryMarkdown(table);
  }

  @FieldResolver({ complexity: cost.picture })
  picture(@Root() table: SummaryTableAnswer, @Ctx() { drawings }: Context): LazyPicture {
    return summaryPicture(table, drawings);
  }
}
