import { misfit } from '../../errors.ts';
import type { TraceAddress } from '../../service/reading/traceAddress.ts';
import { cost, pngCost } from '../../resolvers/cost.ts';
import type { PictureAddress } from '../../service/pictures/pictureAddress.ts';
import type { TensorAddress } from '../../service/tensors/tensorAddress.ts';
import { pictureScales } from '../../schema/tensors/picture.ts';
import { limits } from './limits.ts';
import { changesCost } from './operationCost.ts';

/**
 * A tensor by its URL costs what the query for it costs.
 *
 * @throws GatescopeError QUERY_TOO_LARGE
 */
export function checkTensorCost(address: TensorAddress): void {
  checkTraceCost(address, 1);
}

/**
 * A picture by its URL costs what the query for it costs.
 *
 * @param scale of a PNG; null for an SVG
 * @throws GatescopeError QUERY_TOO_LARGE
 */
export function checkPictureCost(address: PictureAddress, scale: number | null): void {
  // The others have no argument that makes them dear, and look into no model.
  if ('request' in address) return;
  const file = scale === null ? 1 : pngCost(scale, pictureScales);
  const untouched = address.kind === 'differenceFigure' ? cost.forward : 0;
  const trace = 'tensor' in address ? address.tensor : address.trace;
  checkTraceCost(trace, untouched + cost.picture + file);
}

function checkTraceCost({ changes }: TraceAddress, fields: number): void {
  const sum =
    cost.forward + changesCost((name) => changes?.[name as keyof typeof changes]) + fields;
  if (sum <= limits.cost) return;
  throw misfit('QUERY_TOO_LARGE', 'changes', `a cost of at most ${limits.cost}`, `${sum}`);
}
