import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

import type { Step } from '../step.ts';

const storage = new AsyncLocalStorage<string>();

/** An id that came with the request, if it is harmless in a log and in a header. */
const usable = /^[\w.-]{1,64}$/;

/** The id of the request that is being answered; a fresh one outside of any. */
export function currentRequestId(): string {
  return storage.getStore() ?? randomUUID();
}

/** Runs `act`, and all that it starts, under an id of its own. */
export function withRequestId<T>(act: () => T): T {
  return storage.run(randomUUID(), act);
}

/** Gives each request an id, or keeps the one that a balancer gave it, and tells it in the answer. */
export const requestIds: Step = (request, response, next) => {
  const given = request.headers['x-request-id'];
  const id = typeof given === 'string' && usable.test(given) ? given : randomUUID();
  response.setHeader('x-request-id', id);
  storage.run(id, next);
};
