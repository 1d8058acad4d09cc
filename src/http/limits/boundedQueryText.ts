import type { RequestHandler } from 'express';

import { queryTextError } from './queryText.ts';

/** Refuses what must not even be parsed, before Apollo parses it: by GET or POST. */
export const boundedQueryText: RequestHandler = (request, response, next) => {
  const { query } = (request.method === 'GET' ? request.query : (request.body ?? {})) as {
    query?: unknown;
  };
  const error = typeof query === 'string' ? queryTextError(query) : null;
  if (error === null) next();
  else response.status(400).json({ errors: [error.toJSON()] });
};
