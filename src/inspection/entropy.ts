/** Shannon's entropy in nats: 0 when certain, log(length) when all are equal. */
export function entropy(probabilities: Float32Array): number {
  let sum = 0;
  for (const p of probabilities) if (p > 0) sum -= p * Math.log(p);
  return sum;
}
