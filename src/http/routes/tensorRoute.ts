import { Router, type RequestHandler, type Response } from 'express';

import { GatescopeError, shown } from '../../errors.ts';
import { encodeNpy } from '../../formats/npy.ts';
import { UrlParameters } from '../../service/addresses/urlParameters.ts';
import type { Context } from '../../service/context.ts';
import { openTensor } from '../../service/tensors/openTensor.ts';
import { readTensorAddress } from '../../service/tensors/tensorAddress.ts';
import { checkTensorCost } from '../limits/addressCost.ts';
import { queryOf } from './queryOf.ts';
import { readOnly } from './readOnly.ts';

/** `/tensors/NAME.npy?…`, as `npyUrl` of a Tensor gives it. */
export function tensorRoute(contextFor: (response: Response) => Context): Router {
  const routes = Router();
  const send: RequestHandler<{ file: string }> = async (request, response) => {
    const { file } = request.params;
    const name = /^(.+)\.npy$/.exec(file)?.[1];
    if (name === undefined) {
      throw new GatescopeError('ROUTE_NOT_FOUND', `expected a .npy file, got ${shown(file)}`);
    }
    const query = new UrlParameters(queryOf(request));
    const reading = readTensorAddress(name, query);
    query.checkAllRead();
    checkTensorCost(reading);

    const tensor = await openTensor(contextFor(response), reading);
    const bytes = encodeNpy(tensor.shape, await tensor.read());
    response
      .setHeader('content-disposition', `attachment; filename="${tensor.name}.npy"`)
      .setHeader('cache-control', 'no-cache')
      .type('application/octet-stream')
      .send(Buffer.from(bytes.buffer));
  };
  routes.route('/tensors/:file').get(send).all(readOnly);
  return routes;
}
