import type { Operations } from '../../networks/operations.ts';

/** Row-major; weights stay in single precision, what is computed is in double. */
export interface LeanMatrix {
  rows: number;
  columns: number;
  values: Float32Array | Float64Array;
}

/**
 * The operations of the equations for one image at a time, made to follow a pen: no closure for each
 * number, and rows of the weights that meet a zero, as most pixels are, are left out.
 */
export const leanOperations: Operations<LeanMatrix> = {
  matMul: product,
  add(a, b) {
    const [x, y] = [a.values, b.values];
    const made = new Float64Array(x.length);
    const period = y.length;
    if (period === x.length) for (let n = 0; n < x.length; n++) made[n] = x[n]! + y[n]!;
    else for (let n = 0; n < x.length; n++) made[n] = x[n]! + y[n % period]!;
    return like(a, made);
  },
  subtract(a, b) {
    const [x, y] = [a.values, b.values];
    const made = new Float64Array(x.length);
    const period = y.length;
    for (let n = 0; n < x.length; n++) made[n] = x[n]! - y[n % period]!;
    return like(a, made);
  },
  multiply(a, b) {
    const [x, y] = [a.values, b.values];
    const made = new Float64Array(x.length);
    const period = y.length;
    if (period === x.length) for (let n = 0; n < x.length; n++) made[n] = x[n]! * y[n]!;
    else for (let n = 0; n < x.length; n++) made[n] = x[n]! * y[n % period]!;
    return like(a, made);
  },
  oneMinus(a) {
    const made = new Float64Array(a.values.length);
    for (let n = 0; n < made.length; n++) made[n] = 1 - a.values[n]!;
    return like(a, made);
  },
  inverseSqrt(a, epsilon) {
    const made = new Float64Array(a.values.length);
    for (let n = 0; n < made.length; n++) made[n] = 1 / Math.sqrt(a.values[n]! + epsilon);
    return like(a, made);
  },
  sigmoid(a) {
    const made = new Float64Array(a.values.length);
    for (let n = 0; n < made.length; n++) made[n] = 1 / (1 + Math.exp(-a.values[n]!));
    return like(a, made);
  },
  tanh(a) {
    const made = new Float64Array(a.values.length);
    for (let n = 0; n < made.length; n++) made[n] = Math.tanh(a.values[n]!);
    return like(a, made);
  },
  relu(a) {
    const made = new Float64Array(a.values.length);
    for (let n = 0; n < made.length; n++) made[n] = Math.max(0, a.values[n]!);
    return like(a, made);
  },
  softmax(a) {
    const made = new Float64Array(a.values.length);
    for (let row = 0; row < a.rows; row++) {
      const end = (row + 1) * a.columns;
      let greatest = -Infinity;
      for (let n = row * a.columns; n < end; n++) greatest = Math.max(greatest, a.values[n]!);
      let sum = 0;
      for (let n = row * a.columns; n < end; n++)
        sum += made[n] = Math.exp(a.values[n]! - greatest);
      for (let n = row * a.columns; n < end; n++) made[n] = made[n]! / sum;
    }
    return like(a, made);
  },
  normalizeColumns() {
    throw new Error('only training normalizes by the batch');
  },
  split(a, parts) {
    const width = a.columns / parts;
    return Array.from({ length: parts }, (_, part) => {
      // A row vector's parts lie one behind the other, so they need no copy.
      if (a.rows === 1) return rowVector(a.values.subarray(part * width, (part + 1) * width));
      const piece = new Float64Array(a.rows * width);
      for (let row = 0; row < a.rows; row++) {
        const from = row * a.columns + part * width;
        piece.set(a.values.subarray(from, from + width), row * width);
      }
      return { rows: a.rows, columns: width, values: piece };
    });
  },
  rowOf(a, n) {
    const from = Math.min(n, a.rows - 1) * a.columns;
    return rowVector(a.values.subarray(from, from + a.columns));
  },
  zeros: ({ rows }, columns) => ({ rows, columns, values: new Float64Array(rows * columns) }),
  row: rowVector,
};

export function rowVector(values: Float32Array | Float64Array): LeanMatrix {
  return { rows: 1, columns: values.length, values };
}

function like({ rows, columns }: LeanMatrix, values: Float64Array): LeanMatrix {
  return { rows, columns, values };
}

/** Four rows of `b` at a time, so that the sums are fetched and put away a quarter as often. */
function product(a: LeanMatrix, b: LeanMatrix): LeanMatrix {
  const width = b.columns;
  const made = new Float64Array(a.rows * width);
  const factors = new Float64Array(a.columns);
  const places = new Int32Array(a.columns);
  for (let row = 0; row < a.rows; row++) {
    const sums = a.rows === 1 ? made : made.subarray(row * width, (row + 1) * width);
    let used = 0;
    for (let k = 0; k < a.columns; k++) {
      const factor = a.values[row * a.columns + k]!;
      if (factor === 0) continue;
      factors[used] = factor;
      places[used++] = k * width;
    }
    addRows(sums, b.values, factors, places, used);
  }
  return { rows: a.rows, columns: width, values: made };
}

/** Adds `used` rows of `w`, which begin at `places`, times their factors. */
function addRows(
  sums: Float64Array,
  w: LeanMatrix['values'],
  factors: Float64Array,
  places: Int32Array,
  used: number,
): void {
  const width = sums.length;
  let n = 0;
  for (; n + 4 <= used; n += 4) {
    const f0 = factors[n]!;
    const f1 = factors[n + 1]!;
    const f2 = factors[n + 2]!;
    const f3 = factors[n + 3]!;
    const at0 = places[n]!;
    const at1 = places[n + 1]!;
    const at2 = places[n + 2]!;
    const at3 = places[n + 3]!;
    for (let j = 0; j < width; j++) {
      sums[j] =
        sums[j]! + (f0 * w[at0 + j]! + f1 * w[at1 + j]!) + (f2 * w[at2 + j]! + f3 * w[at3 + j]!);
    }
  }
  for (; n < used; n++) {
    const factor = factors[n]!;
    const at = places[n]!;
    for (let j = 0; j < width; j++) sums[j] = sums[j]! + factor * w[at + j]!;
  }
}
