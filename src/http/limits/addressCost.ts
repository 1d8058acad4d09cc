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
  const sum = cost.forward + changesCost(changes) + fields;
  if (sum <= limits.cost) return;
  throw misfit('QUERY_TOO_LARGE', 'changes', `a cost of at most ${limits.cost}`, `${sum}`);
}

/** As `changesCost` of operationCost.ts has it for the arguments of a query. */
function changesCost(changes: Reading['changes']): number {
  if (changes === null) return 0;
  if ('preset' in changes) return cost.intervention;
  const images = changes.interventions.filter(({ act }) => act.kind === 'copy').length;
  return cost.forward * images + cost.intervention * changes.interventions.length;
}
