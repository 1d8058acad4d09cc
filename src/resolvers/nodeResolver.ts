import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';

import { tryGlobalId } from '../service/records/globalId.ts';
import { Node } from '../schema/node.ts';
import type { ModelRecord, RunRecord } from '../store/records.ts';
import type { Context } from '../service/context.ts';
import { cost } from './cost.ts';
import { runSeries, type SeriesAnswer } from '../service/records/runSeries.ts';

@Resolver()
export class NodeResolver {
  @Query(() => Node, {
    nullable: true,
    complexity: cost.lookUp,
    description: 'The object with this global id; null if there is none, or if it was deleted.',
  })
  async node(
    @Arg('id', () => ID, { description: 'Its global id.' }) id: string,
    @Ctx() { services, batches }: Context,
  ): Promise<ModelRecord | RunRecord | SeriesAnswer | null> {
    const globalId = tryGlobalId(id);
    if (globalId === null) return null;
    const { models, runs } = services.store;
    switch (globalId.type) {
      case 'Model':
        return models.find(globalId.id);
      case 'Run':
        return runs.find(globalId.id);
      case 'RunSeries':
        return runSeries(batches, globalId.id);
    }
  }
}
