import type { RequestHandler } from 'express';

import { misfit } from '../../errors.ts';

/** For every method that a plain route has no other handler for. */
export const readOnly: RequestHandler = (request, response) => {
  response.setHeader('allow', 'GET, HEAD');
  throw misfit('METHOD_NOT_ALLOWED', 'method', 'GET or HEAD', request.method);
};
