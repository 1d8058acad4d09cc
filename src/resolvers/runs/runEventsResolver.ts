import { Arg, ID, Resolver, Root, Subscription } from 'type-graphql';

import { RunEvent } from '../../schema/runs/runEvent.ts';
import type { Context } from '../../service/context.ts';
import { watchRun, type RunNews } from '../../service/training/watchRun.ts';

@Resolver()
export class RunEventsResolver {
  @Subscription(() => RunEvent, {
    description:
      'The progress of a run. The first event comes at once with the present state; more follow as the run goes on. The last event holds the ended run.',
    subscribe: ({ args, context }: { args: { run: string }; context: Context }) =>
      watchRun(context.services, args.run),
  })
  runEvents(
    @Arg('run', () => ID, { description: 'Global id of the run.' }) _run: string,
    @Root() news: RunNews,
  ): RunNews {
    return news;
  }
}
