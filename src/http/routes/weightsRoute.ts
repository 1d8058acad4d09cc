import { Router, type RequestHandler } from 'express';

import { misfit, shown } from '../../errors.ts';
import { findModel } from '../../service/records/findModel.ts';
import type { Store } from '../../store/store.ts';
import { readOnly } from './readOnly.ts';

/**
 * `/models/MODEL/weights.safetensors`: the weights of the model that has the slug now; with
 * `?sha256=…` those very bytes or none, so that they may be kept for ever.
 */
export function weightsRoute({ models }: Store): Router {
  const routes = Router();
  const send: RequestHandler<{ model: string }> = async (request, response) => {
    const { id, slug, weights } = await findModel(models, request.params.model);
    const { sha256 } = request.query;
    if (sha256 !== undefined && sha256 !== weights.sha256) {
      const expected = `${weights.sha256}, which the weights of ${slug} have`;
      throw misfit('MODEL_NOT_FOUND', 'sha256', expected, shown(sha256));
    }
    const lasting = sha256 !== undefined;
    response
      .setHeader('etag', `"${weights.sha256}"`)
      .setHeader('cache-control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache')
      .setHeader('content-disposition', `attachment; filename="${slug}.safetensors"`);
    if (request.fresh) {
      response.status(304).end();
      return;
    }
    const file = await models.weights(id);
    response
      .type('application/octet-stream')
      .send(Buffer.from(file.buffer, file.byteOffset, file.byteLength));
  };
  routes.route('/models/:model/weights.safetensors').get(send).all(readOnly);
  return routes;
}
