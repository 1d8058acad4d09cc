import { createHash } from 'node:crypto';

import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import { Router, type RequestHandler } from 'express';

import { readOnly } from './readOnly.ts';

const firstQuery = `# Documentation of every field opens with the book on the left.
query {
  architectures { slug title parameterCount }
  models { nodes { slug evaluation { accuracy } } }
}
`;

/** `/graphiql`: an editor for queries that needs no internet, all in one page. */
export function graphiqlRoute(endpoint: string): Router {
  const routes = Router();
  let rendered: { page: string; etag: string } | undefined;
  const show: RequestHandler = (request, response) => {
    rendered ??= render(endpoint);
    response.setHeader('etag', rendered.etag).setHeader('cache-control', 'no-cache');
    if (request.fresh) response.status(304).end();
    else response.type('html').send(rendered.page);
  };
  routes.route('/graphiql').get(show).all(readOnly);
  return routes;
}

/** The page has 9 MB, so it is made once and only when somebody wants it. */
function render(endpoint: string): { page: string; etag: string } {
  const page = renderGraphiQL({
    title: 'Gatescope',
    endpoint,
    subscriptionsProtocol: 'WS',
    defaultQuery: firstQuery,
  });
  return { page, etag: `"${createHash('sha256').update(page).digest('base64url')}"` };
}
