import { misfit } from '../../errors.ts';
import { cost, pngCost } from '../../resolvers/cost.ts';
import type { PictureAddress } from '../../service/pictures/pictureAddress.ts';
import type { Reading } from '../../service/reading/reading.ts';
import { pictureScales } from '../../service/limits/requestLimits.ts';
import { limits } from './limits.ts';

/**
 * A tensor by its URL costs what the query for it costs.
 *
 * @throws GatescopeError QUERY_TOO_LARGE
 */
export function checkTensorCost(reading: Reading): void {
  checkReadingCost(reading, 1);
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
  checkReadingCost(address.reading, untouched + cost.picture + file);
}

function checkReadingCost({ changes }: Reading, fields: number): void {
  const passes = 1 + imagesToCopyFrom(changes);
  const sum = cost.forward * passes + fields;
  if (sum <= limits.cost) return;
  throw misfit('QUERY_TOO_LARGE', 'changes', `a cost of at most ${limits.cost}`, `${sum}`);
}

/** Each runs through the network as well. */
function imagesToCopyFrom(changes: Reading['changes']): number {
  if (changes === null || 'preset' in changes) return 0;
  return changes.interventions.filter(({ act }) => act.kind === 'copy').length;
}
