import { invalidArgument } from '../../errors.ts';

/** The least and the most that a number can be; an end that has no limit is infinite. */
export interface ValueRange {
  least: number;
  most: number;
}

/** Numbers with a name for every axis, as inspection gives them for one image. */
export interface FigureTensor {
  /** Such as `layers.0.inputGate`. */
  name: string;
  /** [step, unit], [step, class], [row, column], or [unit] of one step. */
  shape: readonly number[];
  axes: readonly string[];
  /** Row-major. */
  values: ArrayLike<number>;
  /** What the values can be, for the colours; null or left out: taken from the values. */
  range?: ValueRange | null;
  /** Its letter in the equations; left out where it has none. */
  symbol?: string | undefined;
}

/** A tensor as a picture shows it: rows downwards, columns to the right. */
export interface Matrix {
  name: string;
  rows: number;
  columns: number;
  rowAxis: string;
  columnAxis: string;
  /** Row-major [rows, columns], all finite. */
  values: ArrayLike<number>;
  range: ValueRange | null;
  /** Its letter in the equations, or ''. */
  symbol: string;
}

/** What a picture may hold, so that none takes the memory of a server. */
export const figureLimits = { cells: 1_000_000, columns: 2048, rows: 2048 } as const;

/**
 * A tensor as rows and columns; one of a single axis is one row.
 *
 * @param argument the tensor's name in errors
 * @throws GatescopeError INVALID_ARGUMENT for another number of axes, an empty tensor, one beyond
 *   `figureLimits`, values that do not fit the shape, or one that is not finite
 */
export function matrixOf(tensor: FigureTensor, argument: string): Matrix {
  const { name, shape, axes, values, range = null, symbol = '' } = tensor;
  const [rows, columns] = shape.length === 1 ? [1, shape[0]] : shape;
  const [rowAxis = '', columnAxis = ''] = axes.length === 1 ? ['step', ...axes] : axes;
  if (shape.length > 2 || axes.length !== shape.length) {
    throw invalidArgument(`${argument}.shape`, 'one or two axes, each with a name', shape);
  }
  checkLength(rows, figureLimits.rows, argument);
  checkLength(columns, figureLimits.columns, argument);
  if (rows * columns > figureLimits.cells) {
    throw invalidArgument(
      `${argument}.shape`,
      `at most ${figureLimits.cells} values`,
      rows * columns,
    );
  }
  if (values.length !== rows * columns) {
    throw invalidArgument(`${argument}.values`, `${rows} × ${columns} values`, values.length);
  }
  checkFinite(values, `${argument}.values`);
  return { name, rows, columns, rowAxis, columnAxis, values, range, symbol };
}

/** @throws GatescopeError INVALID_ARGUMENT for a value that is infinite or NaN */
export function checkFinite(values: ArrayLike<number>, argument: string): void {
  for (let k = 0; k < values.length; k++) {
    if (!Number.isFinite(values[k])) {
      throw invalidArgument(`${argument}[${k}]`, 'a finite number', values[k]);
    }
  }
}

/** Two matrices that a picture sets side by side. */
export function checkSameShape(first: Matrix, second: Matrix, argument: string): void {
  if (first.rows === second.rows && first.columns === second.columns) return;
  throw invalidArgument(
    `${argument}.shape`,
    `[${first.rows}, ${first.columns}], as the other has`,
    `[${second.rows}, ${second.columns}]`,
  );
}

function checkLength(
  length: number | undefined,
  most: number,
  argument: string,
): asserts length is number {
  if (length !== undefined && Number.isInteger(length) && length >= 1 && length <= most) return;
  throw invalidArgument(`${argument}.shape`, `axes of 1 to ${most}`, length);
}
