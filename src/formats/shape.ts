/** How many values an array of this shape holds: 1 for a single number, whose shape is []. */
export function product(shape: readonly number[]): number {
  return shape.reduce((count, length) => count * length, 1);
}
