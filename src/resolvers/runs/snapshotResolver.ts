import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';

import { Snapshot, SnapshotArguments, SnapshotTraceArguments } from '../../schema/runs/snapshot.ts';
import type { Context } from '../context.ts';
import { cost } from '../cost.ts';
import { findSnapshot } from './findSnapshot.ts';
import type { ImageTrace } from '../traces/imageTrace.ts';
import type { RunSnapshot } from '../traces/traceSubject.ts';

/** `run` and `step` are properties of the snapshot itself. */
@Resolver(() => Snapshot)
export class SnapshotResolver {
  @Query(() => Snapshot, {
    nullable: true,
    complexity: cost.lookUp,
    description:
      'A run at one of its snapshots, see `Run.snapshots`; null, with an error that names the steps there are, if it has none at that step.',
  })
  snapshot(
    @Args(() => SnapshotArguments) { run, step }: SnapshotArguments,
    @Ctx() { services }: Context,
  ): Promise<RunSnapshot> {
    return findSnapshot(services.store, run, step);
  }

  @FieldResolver({ complexity: cost.forward })
  trace(
    @Root() snapshot: RunSnapshot,
    @Args(() => SnapshotTraceArguments) { image, ...changes }: SnapshotTraceArguments,
    @Ctx() { inspections }: Context,
  ): Promise<ImageTrace> {
    return inspections.snapshotTrace(snapshot, image, changes);
  }
}
