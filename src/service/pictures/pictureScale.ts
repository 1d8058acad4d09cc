import { invalidArgument } from '../../errors.ts';
import { pictureScales } from '../limits/requestLimits.ts';

/** @throws GatescopeError INVALID_ARGUMENT, naming `scale` */
export function checkedScale(scale: number | null | undefined): number {
  const { least, usual, most } = pictureScales;
  const chosen = scale ?? usual;
  if (chosen >= least && chosen <= most) return chosen;
  throw invalidArgument('scale', `a number from ${least} to ${most}`, chosen);
}
