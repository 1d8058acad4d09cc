/**
 * The few operations that the equations of a network need, over matrices [batch, columns]. The
 * equations are written once against this interface and run by plain arrays (arrayOperations.ts) and
 * by an engine's tensors.
 */
export interface Operations<T> {
  /** [n, k] · [k, m] → [n, m] */
  matMul(a: T, b: T): T;
  /** Elementwise; `b` may also be a row [columns], added to every row of `a`. */
  add(a: T, b: T): T;
  /** Elementwise; `b` may also be a row. */
  subtract(a: T, b: T): T;
  /** Elementwise product, ∘ in the equations; `b` may also be a row. */
  multiply(a: T, b: T): T;
  /** 1 - a */
  oneMinus(a: T): T;
  /** 1 / √(a + ε) */
  inverseSqrt(a: T, epsilon: number): T;
  /** Logistic sigmoid, 1 / (1 + e⁻ᵃ). */
  sigmoid(a: T): T;
  tanh(a: T): T;
  relu(a: T): T;
  /** Over the columns of each row. */
  softmax(a: T): T;
  /**
   * (a - mean) / √(variance + ε) · γ + β, with the mean and variance of each column; γ and β are rows,
   * without β nothing is added.
   */
  normalizeColumns(a: T, gamma: T, beta: T | undefined, epsilon: number): NormalizedColumns<T>;
  /** Cuts the columns (or a row vector's entries) into `parts` of equal width. */
  split(a: T, parts: number): T[];
  /** Row n of a matrix, as a row; the last one where it has fewer. */
  rowOf(a: T, n: number): T;
  /** A matrix of zeros with as many rows as `like`. */
  zeros(like: T, columns: number): T;
  /** A row vector of constants. */
  row(values: Float32Array): T;
}

/** The matrix made, and what its columns were before. */
export interface NormalizedColumns<T> extends Moments<T> {
  values: T;
}

/** Rows [columns]. */
export interface Moments<T> {
  mean: T;
  /** The mean square of the distance from the mean: divided by the number of rows. */
  variance: T;
}

/**
 * Sees activations of a cell where they are computed, before they are used, and gives back the
 * values to go on with: the same ones when recording. Those that do not depend on one another come
 * together, so that one may be put in terms of another.
 */
export type Tap<T> = <Name extends string>(values: Record<Name, T>) => Record<Name, T>;

/** x·W + b */
export function affine<T>(ops: Operations<T>, x: T, kernel: T, bias: T): T {
  return ops.add(ops.matMul(x, kernel), bias);
}
