import { invalidArgument } from '../../errors.ts';
import { pictureScales } from '../../schema/tensors/picture.ts';

/** Pixels of a PNG for each unit of length of its SVG where nothing else is asked for. */
export const USUAL_SCALE = 2;

/** @throws GatescopeError INVALID_ARGUMENT, naming `scale` */
export function checkedScale(scale: number | null | undefined): number {
  const { least, most } = pictureScales;
  const chosen = scale ?? USUAL_SCALE;
  if (chosen >= least && chosen <= most) return chosen;
  throw invalidArgument('scale', `a number from ${least} to ${most}`, chosen);
}
