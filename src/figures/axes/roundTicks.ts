import { ticks } from 'd3-array';

/** About `count` whole numbers from `first` to `last`, both included where they are round. */
export function roundTicks(first: number, last: number, count: number): number[] {
  return ticks(first, last, Math.max(1, Math.floor(count))).filter(Number.isInteger);
}
