import { createHash } from 'node:crypto';

import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import { Router, type RequestHandler } from 'express';

import { readOnly } from './readOnly.ts';

/** Read from where the page is. */
const ENDPOINT = 'graphql';

const firstQuery = `# Documentation of every field opens with the book on the left.
query {
  architectures { slug title parameterCount }
  models(first: 100) { nodes { slug evaluation { accuracy } } }
}
`;

/**
 * What the page lacks. It takes its query from its address and writes what is edited there: without
 * one it would open an empty tab beside those of the last visit. Variables of its address it does not
 * know. And its font draws the x between two
 * digits of `lstm-3x32` as another sign, which nobody could type.
 */
const additions = `
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <style>
        .monaco-editor .view-lines {
          font-variant-ligatures: none !important;
          font-feature-settings: 'liga' 0, 'calt' 0 !important;
        }
      </style>
      <script>
        {
          const address = new URL(location.href);
          if (!address.searchParams.has('query')) {
            address.searchParams.set('query', ${JSON.stringify(firstQuery)});
            history.replaceState(null, '', address);
          }
        }
        const variablesOfAddress = new URL(location.href).searchParams.get('variables');
      </script>`;
const start = '<meta charset="utf-8" />';

/**
 * `/graphiql`: an editor for queries that needs no internet, all in one page. It finds the API beside
 * itself, so that a proxy may have both below a path of its own.
 */
export function graphiqlRoute(): Router {
  const routes = Router();
  let rendered: { page: string; etag: string } | undefined;
  const show: RequestHandler = (request, response) => {
    if (request.path.endsWith('/')) {
      response.redirect(`../graphiql${request.url.slice(request.path.length)}`);
      return;
    }
    rendered ??= render();
    response.setHeader('etag', rendered.etag).setHeader('cache-control', 'no-cache');
    if (request.fresh) response.status(304).end();
    else response.type('html').send(rendered.page);
  };
  routes.route('/graphiql').get(show).all(readOnly);
  return routes;
}

/** The page has 9 MB, so it is made once and only when somebody wants it. */
function render(): { page: string; etag: string } {
  const options = {
    title: 'Gatescope',
    endpoint: ENDPOINT,
    subscriptionsProtocol: 'WS',
    defaultQuery: firstQuery,
  } as const;
  const page = renderGraphiQL(options).replace(start, () => start + additions);
  const given = JSON.stringify(options);
  const at = page.lastIndexOf(given);
  const whole = `${page.slice(0, at)}{ ...${given}, variables: variablesOfAddress ?? undefined }${page.slice(at + given.length)}`;
  return { page: whole, etag: `"${createHash('sha256').update(whole).digest('base64url')}"` };
}
