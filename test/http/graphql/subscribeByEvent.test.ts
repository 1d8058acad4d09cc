import { buildSchema, parse } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { subscribeByEvent } from '../../../src/http/graphql/subscribeByEvent.ts';
import type { Context } from '../../../src/service/context.ts';
import type { Caller } from '../../../src/service/limits/caller.ts';
import { startTestService, type TestService } from '../testService.ts';
import { NUMBERS, watchNumbers } from './watchedNumbers.ts';

const schema = buildSchema('type Query { no: Int } type Subscription { tick: Int }');

/** Subscribes to these numbers, and notes the contexts in which each was resolved. */
async function subscribed(source: AsyncIterable<number>) {
  const callers: Caller[] = [];
  const seen: unknown[] = [];
  const subscription = schema.getSubscriptionType()?.getFields()['tick'];
  if (subscription === undefined) throw new Error('no field');
  subscription.subscribe = () => source;
  subscription.resolve = (tick: number, _, context) => {
    seen.push(context);
    return tick;
  };
  const answers = await subscribeByEvent(
    { schema, document: parse('subscription { tick }') },
    (caller) => {
      callers.push(caller);
      return {} as Context;
    },
  );
  if (!(Symbol.asyncIterator in answers)) throw new Error('no events');
  return { answers, callers, seen };
}

async function* ticks(count: number): AsyncGenerator<number> {
  for (let tick = 0; tick < count; tick++) yield await Promise.resolve(tick);
}

test('each event is answered in a context of its own', async () => {
  const { answers, seen } = await subscribed(ticks(3));
  const data = [];
  for await (const answer of answers) data.push(answer.data);
  expect(data).toEqual([{ tick: 0 }, { tick: 1 }, { tick: 2 }]);
  expect(new Set(seen).size).toBe(3);
});

test('the work of a subscription that was ended is not wanted any more', async () => {
  const { answers, callers } = await subscribed(ticks(3));
  await answers.next();
  expect(callers.map(({ gone }) => gone?.aborted)).toEqual([false, false]);
  await answers.return?.();
  expect(callers.map(({ gone }) => gone?.aborted)).toEqual([true, true]);
  expect(await answers.next()).toEqual({ done: true, value: undefined });
});

test('can be ended while it waits', async () => {
  const never = new Promise<IteratorResult<number>>(() => undefined);
  let ended = false;
  const source = {
    next: () => never,
    return: () => {
      ended = true;
      return Promise.resolve({ done: true as const, value: undefined });
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
  const { answers } = await subscribed(source);
  void answers.next();
  await answers.return?.();
  expect(ended).toBe(true);
});

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.close());

test('numbers of an event are not counted in the next', async () => {
  const counts: number[] = [];
  await watchNumbers(service, { events: 50, activations: 6 }, (_, numbers) => counts.push(numbers));
  expect(counts).toEqual(Array.from({ length: 50 }, () => 6 * NUMBERS));
  expect(50 * 6 * NUMBERS).toBeGreaterThan(1_000_000);
});
