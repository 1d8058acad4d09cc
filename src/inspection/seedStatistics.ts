/** What several seeds gave. */
export interface SeedStatistics {
  mean: number;
  /** Sample standard deviation (n − 1 below); null for one value. */
  deviation: number | null;
}

/** @returns null for no value */
export function seedStatistics(values: readonly number[]): SeedStatistics | null {
  const { length } = values;
  if (length === 0) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / length;
  if (length === 1) return { mean, deviation: null };
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / (length - 1)) };
}
