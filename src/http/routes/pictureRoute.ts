import { createHash } from 'node:crypto';

import { Router, type RequestHandler, type Response } from 'express';

import { GatescopeError, invalidArgument, shown } from '../../errors.ts';
import { UrlParameters } from '../../service/addresses/urlParameters.ts';
import type { Context } from '../../service/context.ts';
import { openPicture } from '../../service/pictures/openPicture.ts';
import { isPictureKind, readPictureAddress } from '../../service/pictures/pictureAddress.ts';
import { picturePng } from '../../service/pictures/picturePng.ts';
import { checkedScale } from '../../service/pictures/pictureScale.ts';
import { checkPictureCost } from '../limits/addressCost.ts';
import { queryOf } from './queryOf.ts';
import { readOnly } from './readOnly.ts';

/** A picture is looked at and nothing else, should it be opened as a page. */
const CONTENT_SECURITY_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

/** `/pictures/KIND.svg?…` and `.png`, as `url` of a Picture gives them. */
export function pictureRoute(contextFor: (response: Response) => Context): Router {
  const routes = Router();
  const send: RequestHandler<{ file: string }> = async (request, response) => {
    const { kind, format } = parsedName(request.params.file);
    const query = new UrlParameters(queryOf(request));
    const context = contextFor(response);
    const address = readPictureAddress(kind, query);
    const scale = format === 'png' ? readScale(query) : null;
    query.checkAllRead();
    checkPictureCost(address, scale);

    const picture = await openPicture(context, address);
    const file =
      scale === null
        ? Buffer.from(await picture.svg())
        : Buffer.from(await picturePng(picture, scale, context.drawings));
    response
      .setHeader('etag', `"${createHash('sha256').update(file).digest('base64url')}"`)
      .setHeader('cache-control', 'no-cache')
      .setHeader('content-security-policy', CONTENT_SECURITY_POLICY);
    if (request.fresh) response.status(304).end();
    else response.type(format).send(file);
  };
  routes.route('/pictures/:file').get(send).all(readOnly);
  return routes;
}

function parsedName(file: string) {
  const [, kind = '', format] = /^(\w+)\.(svg|png)$/.exec(file) ?? [];
  if (isPictureKind(kind)) return { kind, format: format as 'svg' | 'png' };
  const message = `expected a picture such as figure.svg or figure.png, got ${shown(file)}`;
  throw new GatescopeError('ROUTE_NOT_FOUND', message);
}

function readScale(query: UrlParameters): number {
  const text = query.text('scale');
  if (text === null) return checkedScale(null);
  if (!/^\d+(\.\d+)?$/.test(text)) throw invalidArgument('scale', 'a number', text);
  return checkedScale(Number(text));
}
