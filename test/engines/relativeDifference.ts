/** ‖a - b‖ / ‖b‖ */
export function relativeDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Infinity;
  let [difference, size] = [0, 0];
  for (let n = 0; n < a.length; n++) {
    difference += ((a[n] as number) - (b[n] as number)) ** 2;
    size += (b[n] as number) ** 2;
  }
  return Math.sqrt(difference / size);
}
