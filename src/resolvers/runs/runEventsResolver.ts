import { Arg, ID, Resolver, Root, Subscription } from 'type-graphql';

import { RunEvent } from '../../schema/runs/runEvent.ts';
import type { Context } from '../../service/context.ts';
import { watchRun, type RunNews } from '../../service/training/watchRun.ts';

@Resolver()
export class RunEventsResolver {
  @Subscription(() => RunEvent, {
    description:
      'News of a run: where it stands at once, then whenever it has moved on. Ends with an event that holds the ended run.',
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
