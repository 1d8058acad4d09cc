import type { SeedStatistics } from '../../src/inspection/seedStatistics.ts';

/**
 * Percentage points of accuracy below which a difference says nothing: the standard error of one
 * accuracy on 10,000 images is about 0.12 points, that of a difference more.
 */
export const bar = 0.3;

/** An accuracy over some seeds. */
export interface SeveralSeeds extends SeedStatistics {
  /** How many seeds. */
  count: number;
}

/** Of two mean accuracies, in percentage points. */
export interface Difference {
  points: number;
  /** Standard error, as far as chance in the seeds goes; null where one of the two has one seed. */
  error: number | null;
}

/** By how much the first is above the second. */
export function differenceOf(first: SeveralSeeds, second: SeveralSeeds): Difference {
  const deviations = [first, second].map(({ deviation, count }) =>
    deviation === null ? null : deviation / Math.sqrt(count),
  );
  const [one = null, other = null] = deviations;
  const error = one === null || other === null ? null : inPoints(Math.hypot(one, other));
  return { points: inPoints(first.mean - second.mean), error };
}

/** `+0.12 ± 0.05`, with a true minus. */
export function differenceText({ points, error }: Difference): string {
  const size = Math.abs(points).toFixed(2);
  const sign = Number(size) === 0 ? '' : points > 0 ? '+' : '−';
  return `${sign}${size}${error === null ? '' : ` ± ${error.toFixed(2)}`}`;
}

/** Without the noise of binary fractions, which would decide what is just at the bar. */
function inPoints(accuracy: number): number {
  return Number((100 * accuracy).toFixed(6));
}
