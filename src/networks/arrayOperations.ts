import type { Operations } from './operations.ts';

/** A plain matrix, row-major; a row vector has one row. */
export interface Matrix {
  rows: number;
  columns: number;
  values: Float64Array;
}

/**
 * The operations on plain arrays in double precision: slow, obvious, and what every engine is
 * checked against.
 */
export const arrayOperations: Operations<Matrix> = {
  matMul(a, b) {
    const product = zeroMatrix(a.rows, b.columns);
    for (let row = 0; row < a.rows; row++) {
      for (let k = 0; k < a.columns; k++) {
        const factor = at(a, row, k);
        for (let column = 0; column < b.columns; column++) {
          const index = row * b.columns + column;
          product.values[index] = (product.values[index] as number) + factor * at(b, k, column);
        }
      }
    }
    return product;
  },

  add: (a, b) => combine(a, b, (x, y) => x + y),
  subtract: (a, b) => combine(a, b, (x, y) => x - y),
  multiply: (a, b) => combine(a, b, (x, y) => x * y),
  oneMinus: (a) => apply(a, (x) => 1 - x),
  inverseSqrt: (a, epsilon) => apply(a, (x) => 1 / Math.sqrt(x + epsilon)),
  sigmoid: (a) => apply(a, (x) => 1 / (1 + Math.exp(-x))),
  tanh: (a) => apply(a, Math.tanh),
  relu: (a) => apply(a, (x) => Math.max(0, x)),

  softmax(a) {
    const result = zeroMatrix(a.rows, a.columns);
    for (let row = 0; row < a.rows; row++) {
      const logits = a.values.subarray(row * a.columns, (row + 1) * a.columns);
      const greatest = Math.max(...logits);
      const powers = logits.map((x) => Math.exp(x - greatest));
      const sum = powers.reduce((total, power) => total + power, 0);
      result.values.set(
        powers.map((power) => power / sum),
        row * a.columns,
      );
    }
    return result;
  },

  normalizeColumns(a, gamma, beta, epsilon) {
    const mean = columnMeans(a);
    const centered = combine(a, mean, (x, y) => x - y);
    const variance = columnMeans(apply(centered, (x) => x * x));
    const standardized = combine(centered, variance, (x, y) => x / Math.sqrt(y + epsilon));
    const scaled = combine(standardized, gamma, (x, y) => x * y);
    const values = beta === undefined ? scaled : combine(scaled, beta, (x, y) => x + y);
    return { values, mean, variance };
  },

  split(a, parts) {
    const width = a.columns / parts;
    return Array.from({ length: parts }, (_, part) => {
      const piece = zeroMatrix(a.rows, width);
      for (let row = 0; row < a.rows; row++) {
        const from = row * a.columns + part * width;
        piece.values.set(a.values.subarray(from, from + width), row * width);
      }
      return piece;
    });
  },

  rowOf(a, n) {
    const from = Math.min(n, a.rows - 1) * a.columns;
    return matrix(1, a.columns, a.values.subarray(from, from + a.columns));
  },

  zeros: (like, columns) => zeroMatrix(like.rows, columns),
  row: (values) => matrix(1, values.length, values),
};

export function matrix(rows: number, columns: number, values: ArrayLike<number>): Matrix {
  return { rows, columns, values: Float64Array.from(values) };
}

function zeroMatrix(rows: number, columns: number): Matrix {
  return { rows, columns, values: new Float64Array(rows * columns) };
}

function at(a: Matrix, row: number, column: number): number {
  return a.values[row * a.columns + column] as number;
}

function apply(a: Matrix, f: (x: number) => number): Matrix {
  return { ...a, values: a.values.map(f) };
}

function columnMeans(a: Matrix): Matrix {
  const means = zeroMatrix(1, a.columns);
  a.values.forEach((value, n) => {
    const column = n % a.columns;
    means.values[column] = at(means, 0, column) + value / a.rows;
  });
  return means;
}

/** Elementwise; a single row on the right goes with every row on the left. */
function combine(a: Matrix, b: Matrix, f: (x: number, y: number) => number): Matrix {
  const period = b.values.length;
  return { ...a, values: a.values.map((x, index) => f(x, b.values[index % period] as number)) };
}
