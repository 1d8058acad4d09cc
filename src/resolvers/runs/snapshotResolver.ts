import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';

import { Snapshot, SnapshotArguments, SnapshotTraceArguments } from '../../schema/runs/snapshot.ts';
import { Run } from '../../schema/runs/run.ts';
import type { RunRecord } from '../../store/records.ts';
import type { Context } from '../../service/context.ts';
import { cost } from '../cost.ts';
import { tryFindSnapshot, type RunSnapshot } from '../../service/records/findSnapshot.ts';
import { toGlobalId } from '../../service/records/globalId.ts';
import { snapshotSubject } from '../../service/reading/traceSubject.ts';
import { readingOf } from '../traces/readingOf.ts';
import type { ImageTrace } from '../../service/reading/imageTrace.ts';

/** `step` is a property of the snapshot itself. */
@Resolver(() => Snapshot)
export class SnapshotResolver {
  @Query(() => Snapshot, {
    nullable: true,
    complexity: cost.lookUp,
    description:
      'The weights that a run had after a number of steps; null if none were kept then. `Run.snapshots` lists the steps.',
  })
  snapshot(
    @Args(() => SnapshotArguments) { run, step }: SnapshotArguments,
    @Ctx() { services }: Context,
  ): Promise<RunSnapshot | null> {
    return tryFindSnapshot(services.store, run, step);
  }

  /** Described here, not in src/schema: what leads back would close a circle of imports. */
  @FieldResolver(() => Run, { description: 'The run.' })
  run(@Root() { run }: RunSnapshot): RunRecord {
    return run;
  }

  @FieldResolver({ complexity: cost.forward })
  trace(
    @Root() snapshot: RunSnapshot,
    @Args(() => SnapshotTraceArguments) { image, ...changes }: SnapshotTraceArguments,
    @Ctx() { services, traces }: Context,
  ): Promise<ImageTrace> {
    const { run, step } = snapshot;
    const subject = { run: toGlobalId('Run', run.id), step };
    const found = snapshotSubject(snapshot, services.store.snapshots);
    return traces.open(...readingOf(subject, { image, ...changes }), found);
  }
}
