import { nice } from 'd3-array';

/** To an end that an axis or a colour bar can name. 0 gives 1, since a scale needs a length. */
export function roundUp(value: number): number {
  return value === 0 ? 1 : nice(0, value, 10)[1];
}
