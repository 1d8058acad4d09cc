import { setMaxListeners } from 'node:events';

import {
  createSourceEventStream,
  execute,
  type ExecutionArgs,
  type ExecutionResult,
} from 'graphql';

import type { Context } from '../../service/context.ts';
import type { Caller } from '../../service/limits/caller.ts';

/**
 * Runs a subscription as graphql's own `subscribe` does, but for the context: each event is an
 * operation by itself, with fresh limits, and what it opened goes when it has been answered.
 */
export async function subscribeByEvent(
  args: ExecutionArgs,
  createContext: (caller: Caller) => Context,
): Promise<AsyncIterableIterator<ExecutionResult, undefined> | ExecutionResult> {
  const gone = new AbortController();
  // Everything that an event waits for listens.
  setMaxListeners(0, gone.signal);
  const fresh = () => createContext({ gone: gone.signal });
  const events = await createSourceEventStream({
    ...args,
    contextValue: fresh(),
  });
  if (!(Symbol.asyncIterator in events)) return events;
  const answer = (rootValue: unknown) => execute({ ...args, rootValue, contextValue: fresh() });
  return new EventAnswers(events[Symbol.asyncIterator](), answer, gone);
}

/** Not a generator, because a generator that waits for an event could not be ended before one comes. */
class EventAnswers implements AsyncIterableIterator<ExecutionResult, undefined> {
  readonly #events: AsyncIterator<unknown>;
  readonly #answer: (event: unknown) => ExecutionResult | Promise<ExecutionResult>;
  readonly #gone: AbortController;

  constructor(
    events: AsyncIterator<unknown>,
    answer: (event: unknown) => ExecutionResult | Promise<ExecutionResult>,
    gone: AbortController,
  ) {
    this.#events = events;
    this.#answer = answer;
    this.#gone = gone;
  }

  async next(): Promise<IteratorResult<ExecutionResult, undefined>> {
    const event = await this.#events.next();
    if (event.done === true) return { done: true, value: undefined };
    return { done: false, value: await this.#answer(event.value) };
  }

  async return(): Promise<IteratorResult<ExecutionResult, undefined>> {
    this.#gone.abort();
    await this.#events.return?.();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
