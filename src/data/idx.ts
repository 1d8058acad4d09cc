import { brokenFile, type IdxFile } from './idxFile.ts';

/**
 * The idx format: two zero bytes, the type of the values, the number of dimensions, the length of
 * each dimension (32 bits, big-endian), the values in row-major order.
 */
export interface IdxImages {
  examples: number;
  rows: number;
  columns: number;
  /** Grey levels [examples, rows, columns]; shares the file's memory. */
  images: Uint8Array;
}

export const idxLimits = { examples: 10_000_000, rows: 1024, columns: 1024, classes: 10 } as const;

const UNSIGNED_BYTES = 0x08;

/** @throws GatescopeError DATASET_BROKEN, naming the file and what is wrong with it */
export function parseImages(file: IdxFile): IdxImages {
  const { lengths, values } = parseIdx(file, 3);
  const [examples = 0, rows = 0, columns = 0] = lengths;
  checkLength(file, 'images', examples, idxLimits.examples);
  checkLength(file, 'rows', rows, idxLimits.rows);
  checkLength(file, 'columns', columns, idxLimits.columns);
  checkValues(file, lengths, values);
  return { examples, rows, columns, images: values };
}

/**
 * @returns the labels, each from 0 to 9; shares the file's memory
 * @throws GatescopeError DATASET_BROKEN, naming the file and what is wrong with it
 */
export function parseLabels(file: IdxFile): Uint8Array {
  const { lengths, values } = parseIdx(file, 1);
  const [examples = 0] = lengths;
  checkLength(file, 'labels', examples, idxLimits.examples);
  checkValues(file, lengths, values);
  const index = values.findIndex((label) => label >= idxLimits.classes);
  if (index !== -1) {
    const got = `${String(values[index])} at index ${index}`;
    throw brokenFile(file.label, `expected labels from 0 to ${idxLimits.classes - 1}`, got);
  }
  return values;
}

function parseIdx(file: IdxFile, dimensions: number): { lengths: number[]; values: Uint8Array } {
  const { label, contents } = file;
  const header = 4 + 4 * dimensions;
  const view = new DataView(contents.buffer, contents.byteOffset, contents.byteLength);
  if (contents.length < 4 || view.getUint16(0) !== 0) {
    throw brokenFile(label, 'expected an idx file', 'something else');
  }
  if (view.getUint8(2) !== UNSIGNED_BYTES) {
    const got = `type 0x${view.getUint8(2).toString(16).padStart(2, '0')}`;
    throw brokenFile(label, 'expected values of type 0x08 (unsigned bytes)', got);
  }
  if (view.getUint8(3) !== dimensions) {
    throw brokenFile(label, `expected ${dimensions} dimensions`, `${view.getUint8(3)}`);
  }
  if (contents.length < header) {
    throw brokenFile(label, `expected a header of ${header} bytes`, `${contents.length}`);
  }
  const lengths = Array.from({ length: dimensions }, (_, axis) => view.getUint32(4 + 4 * axis));
  return { lengths, values: contents.subarray(header) };
}

function checkLength({ label }: IdxFile, what: string, length: number, most: number): void {
  if (length >= 1 && length <= most) return;
  throw brokenFile(label, `expected 1 to ${most} ${what}`, `${length}`);
}

function checkValues({ label }: IdxFile, lengths: number[], values: Uint8Array): void {
  const announced = lengths.reduce((count, length) => count * length, 1);
  if (values.length === announced) return;
  const fault = values.length < announced ? 'it is cut short' : 'something follows them';
  const expected = `expected ${announced} values (${lengths.join(' × ')})`;
  throw brokenFile(label, expected, `${values.length}: ${fault}`);
}
