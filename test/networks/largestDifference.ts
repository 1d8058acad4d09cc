/** The largest |a - b|; arrays of unequal length, and NaN, count as infinitely far apart. */
export function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Infinity;
  let largest = 0;
  for (let n = 0; n < a.length; n++) {
    const difference = Math.abs((a[n] as number) - (b[n] as number));
    if (!(difference <= largest)) largest = Number.isNaN(difference) ? Infinity : difference;
  }
  return largest;
}
