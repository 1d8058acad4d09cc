/**
 * Changed minus untouched, number by number.
 *
 * @param changed of the same activation, steps and units as `untouched`
 */
export function difference(changed: Float32Array, untouched: Float32Array): Float32Array {
  return changed.map((value, n) => value - (untouched[n] as number));
}
