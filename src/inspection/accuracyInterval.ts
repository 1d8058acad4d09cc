/** Two-sided 95 % quantile of the standard normal distribution. */
const z = 1.959963984540054;

/**
 * Wilson's score interval (1927) at 95 %: where the accuracy over all images of the kind lies, given
 * that over `examples` of them. Unlike the normal approximation it stays within [0, 1].
 *
 * @param accuracy 0 to 1
 * @param examples at least 1
 */
export function accuracyInterval(
  accuracy: number,
  examples: number,
): [lower: number, upper: number] {
  const share = z ** 2 / examples;
  const centre = (accuracy + share / 2) / (1 + share);
  const variance = (accuracy * (1 - accuracy)) / examples + share / (4 * examples);
  const reach = (z * Math.sqrt(variance)) / (1 + share);
  return [Math.max(0, centre - reach), Math.min(1, centre + reach)];
}
