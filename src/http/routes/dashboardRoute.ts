import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { Router, type RequestHandler } from 'express';

import { readOnly } from './readOnly.ts';

export interface DashboardOptions {
  /** Where the set-up has built the pages: index.html, and assets/ with names by their content. */
  folder: string;
  /** Origins whose pages may embed the dashboard; none if empty. */
  embedders: readonly string[];
}

/** The addresses of the views, as src/web/state/views.ts has them. All are one page. */
export const dashboardPaths = ['/', '/train', '/zoo', '/data', '/complete'];

interface File {
  bytes: Buffer;
  gzipped: Buffer | null;
  etag: string;
}

/** What gzip makes smaller; fonts are compressed already. */
const TEXTS = new Set(['.html', '.js', '.css', '.svg']);

/** The dashboard: one page for every view, and its files, which never change under their names. */
export function dashboardRoute({ folder, embedders }: DashboardOptions): Router {
  const routes = Router();
  const policy = contentSecurityPolicy(embedders);
  let files: ReadonlyMap<string, File> = new Map();
  let builtAt = 0;
  const send =
    (nameOf: (asset: string) => string, cacheControl: string): RequestHandler<{ asset?: string }> =>
    (request, response, next) => {
      // The set-up may have built them anew while this program ran.
      const { mtimeMs } = statSync(join(folder, 'index.html'));
      if (mtimeMs !== builtAt) files = readFiles(folder);
      builtAt = mtimeMs;
      const name = nameOf(request.params.asset ?? '');
      const file = files.get(name);
      if (file === undefined) {
        next('route');
        return;
      }
      response
        .setHeader('content-security-policy', policy)
        .setHeader('cache-control', cacheControl)
        .setHeader('etag', file.etag)
        .vary('accept-encoding');
      if (embedders.length > 0) response.removeHeader('x-frame-options');
      if (request.fresh) {
        response.status(304).end();
        return;
      }
      const gzipped = request.acceptsEncodings('gzip') === 'gzip' ? file.gzipped : null;
      if (gzipped !== null) response.setHeader('content-encoding', 'gzip');
      response.type(extname(name)).send(gzipped ?? file.bytes);
    };
  routes
    .route(dashboardPaths)
    .get(send(() => 'index.html', 'no-cache'))
    .all(readOnly);
  routes
    .route('/assets/:asset')
    .get(send((asset) => `assets/${asset}`, 'public, max-age=31536000, immutable'))
    .all(readOnly);
  return routes;
}

/** Nothing from elsewhere, no script but our files, and no frame but where the configuration says so. */
function contentSecurityPolicy(embedders: readonly string[]): string {
  const ancestors = embedders.length === 0 ? "'none'" : embedders.join(' ');
  return [
    "default-src 'none'",
    ...["script-src 'self'", "style-src 'self'", "font-src 'self'", "connect-src 'self'"],
    ...["img-src 'self' data: blob:", "worker-src 'self'"],
    ...["base-uri 'none'", "form-action 'none'", `frame-ancestors ${ancestors}`],
  ].join('; ');
}

/** All files by their paths in the folder: less than a megabyte, so they are kept. */
function readFiles(folder: string): ReadonlyMap<string, File> {
  const files = new Map<string, File>();
  for (const entry of ['index.html', ...assetsIn(folder)]) {
    const bytes = readFileSync(join(folder, entry));
    const gzipped = TEXTS.has(extname(entry)) ? gzipSync(bytes) : null;
    const etag = `"${createHash('sha256').update(bytes).digest('base64url')}"`;
    files.set(entry, { bytes, gzipped, etag });
  }
  return files;
}

function assetsIn(folder: string): string[] {
  return readdirSync(join(folder, 'assets')).map((name) => `assets/${name}`);
}
