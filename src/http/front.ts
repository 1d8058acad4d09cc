import type { IncomingMessage, RequestListener } from 'node:http';

import type { RequestHandler } from 'express';

import type { Step } from './step.ts';

/** Errors of requests that have not come to Express yet. */
const errors = new WeakMap<IncomingMessage, unknown>();

/** Answers a request with an error, or goes on with it where it has none. */
export type LongWay = (error?: unknown) => void;

/** What answers, or says that the request goes the long way. */
export type LastStep = (...parts: [...Parameters<RequestListener>, LongWay]) => void;

/**
 * The steps in order and then `last`, as what Node calls for each request. What a step throws goes to
 * `app`, whose first handler is `raiseEarlierErrors`.
 */
export function front(
  steps: readonly Step[],
  app: RequestListener,
  last: LastStep,
): RequestListener {
  return (request, response) => {
    const longWay: LongWay = (error) => {
      if (error !== undefined) errors.set(request, error);
      app(request, response);
    };
    const from = (n: number): void => {
      const step = steps[n];
      if (step === undefined) last(request, response, longWay);
      else step(request, response, () => from(n + 1));
    };
    try {
      from(0);
    } catch (error) {
      longWay(error);
    }
  };
}

export const raiseEarlierErrors: RequestHandler = (request, _response, next) => {
  if (errors.has(request)) throw errors.get(request);
  next();
};
