import type { ErrorRequestHandler, RequestHandler } from 'express';

import { GatescopeError, shown } from '../../errors.ts';
import type { Logger } from '../../logger.ts';
import { limits } from '../limits/limits.ts';
import { httpStatus } from './httpStatus.ts';
import { presentError, type PresentedError } from './presentError.ts';

/** What a route may have said of its file before the file could not be had. */
const headersOfFiles = ['etag', 'content-disposition', 'content-security-policy'];

/** Answers errors of plain routes, and of bodies that cannot be read, in the form of GraphQL's. */
export function errorHandler(logger: Logger): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const { status, presented } = fromParser(error) ?? fromUs(error, logger);
    for (const header of headersOfFiles) response.removeHeader(header);
    response.setHeader('cache-control', 'no-store');
    if (status === 503) response.setHeader('retry-after', '1');
    response.status(status).json({ errors: [presented] });
  };
}

/** For whatever no route has answered. */
export const noRoute: RequestHandler = (request) => {
  throw new GatescopeError('ROUTE_NOT_FOUND', `There is nothing at ${shown(request.path)}`);
};

interface Answer {
  status: number;
  presented: PresentedError;
}

function fromUs(error: unknown, logger: Logger): Answer {
  const presented = presentError(error, logger);
  return { status: httpStatus(presented.extensions.code), presented };
}

/** What Express itself throws about a request has a `type` or at least a status of 4xx. */
function fromParser(error: unknown): Answer | null {
  if (!(error instanceof Error) || error instanceof GatescopeError) return null;
  const { type, status } = error as { type?: string; status?: number };
  if (type === 'entity.too.large') {
    const message = `body: expected at most ${limits.body} bytes`;
    return { status: 413, presented: { message, extensions: { code: 'QUERY_TOO_LARGE' } } };
  }
  if (status === undefined || status < 400 || status > 499) return null;
  const message =
    type === 'entity.parse.failed' ? 'body: expected JSON' : 'The request is malformed';
  return { status, presented: { message, extensions: { code: 'BAD_REQUEST' } } };
}
