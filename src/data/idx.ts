import { foreignContents } from './foreignContents.ts';
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

/** Of whole numbers: how they are called, how long one is and how it is read. */
interface NumberType {
  name: string;
  bytes: number;
  read?: (view: DataView, offset: number) => number;
}

const UNSIGNED_BYTE = 0x08;

const numberTypes = new Map<number, NumberType>([
  [UNSIGNED_BYTE, { name: 'unsigned bytes', bytes: 1, read: (view, at) => view.getUint8(at) }],
  [0x09, { name: 'signed bytes', bytes: 1, read: (view, at) => view.getInt8(at) }],
  [0x0b, { name: 'int16', bytes: 2, read: (view, at) => view.getInt16(at) }],
  [0x0c, { name: 'int32', bytes: 4, read: (view, at) => view.getInt32(at) }],
  [0x0d, { name: 'float32', bytes: 4 }],
  [0x0e, { name: 'float64', bytes: 8 }],
]);

/** @throws GatescopeError DATASET_BROKEN, naming the file and what is wrong with it */
export function parseImages(file: IdxFile): IdxImages {
  const { type, lengths, values } = parseIdx(file);
  if (type !== UNSIGNED_BYTE) {
    const got = `${typeText(type)}; write them as bytes from 0 to 255`;
    throw brokenFile(file.label, 'expected values of type 0x08 (unsigned bytes)', got);
  }
  checkDimensions(file, lengths, [3]);
  const [examples = 0, rows = 0, columns = 0] = lengths;
  checkLength(file, 'images', examples, idxLimits.examples);
  checkLength(file, 'rows', rows, idxLimits.rows);
  checkLength(file, 'columns', columns, idxLimits.columns);
  checkValues(file, lengths, values, 1);
  return { examples, rows, columns, images: values };
}

/**
 * Labels of any whole-number type. Of a table [labels, columns], as QMNIST has it, the first column
 * is taken.
 *
 * @returns the labels, each from 0 to 9; bytes share the file's memory
 * @throws GatescopeError DATASET_BROKEN, naming the file and what is wrong with it
 */
export function parseLabels(file: IdxFile): Uint8Array {
  const { type, lengths, values } = parseIdx(file);
  const { bytes, read } = numberTypes.get(type) ?? { bytes: 0 };
  if (read === undefined) {
    const got = `${typeText(type)}; write them as bytes from 0 to ${idxLimits.classes - 1}`;
    throw brokenFile(file.label, 'expected labels that are whole numbers', got);
  }
  checkDimensions(file, lengths, [1, 2]);
  const [examples = 0, columns = 1] = lengths;
  checkLength(file, 'labels', examples, idxLimits.examples);
  checkValues(file, lengths, values, bytes);
  if (type === UNSIGNED_BYTE && columns === 1) return checkedClasses(file, values);
  const view = new DataView(values.buffer, values.byteOffset, values.byteLength);
  const labels = Int32Array.from({ length: examples }, (_, k) => read(view, k * columns * bytes));
  return Uint8Array.from(checkedClasses(file, labels));
}

function checkedClasses<T extends Uint8Array | Int32Array>({ label }: IdxFile, labels: T): T {
  const { classes } = idxLimits;
  const isClass = (value: number): boolean => value >= 0 && value < classes;
  const index = labels.findIndex((value) => !isClass(value));
  if (index === -1) return labels;
  let [least, most] = [Infinity, -Infinity];
  for (const value of labels) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  const remedy =
    least >= 1 && most - least < classes
      ? `: they run from ${least} to ${most}; subtract ${least} from each`
      : `: they run from ${least} to ${most}, and at most ${classes} classes are told apart`;
  const got = `${String(labels[index])} at index ${index}${remedy}`;
  throw brokenFile(label, `expected labels from 0 to ${classes - 1}`, got);
}

interface Idx {
  type: number;
  lengths: number[];
  values: Uint8Array;
}

function parseIdx({ label, contents }: IdxFile): Idx {
  const view = new DataView(contents.buffer, contents.byteOffset, contents.byteLength);
  if (contents.length < 4 || view.getUint16(0) !== 0 || !numberTypes.has(view.getUint8(2))) {
    throw brokenFile(label, 'expected an idx file', foreignContents(contents));
  }
  const dimensions = view.getUint8(3);
  const header = 4 + 4 * dimensions;
  if (contents.length < header) {
    throw brokenFile(label, `expected a header of ${header} bytes`, `${contents.length}`);
  }
  const lengths = Array.from({ length: dimensions }, (_, axis) => view.getUint32(4 + 4 * axis));
  return { type: view.getUint8(2), lengths, values: contents.subarray(header) };
}

function typeText(type: number): string {
  const code = `0x${type.toString(16).padStart(2, '0')}`;
  return `type ${code} (${numberTypes.get(type)?.name ?? 'unknown'})`;
}

function checkDimensions({ label }: IdxFile, lengths: number[], allowed: number[]): void {
  if (allowed.includes(lengths.length)) return;
  throw brokenFile(label, `expected ${allowed.join(' or ')} dimensions`, `${lengths.length}`);
}

function checkLength({ label }: IdxFile, what: string, length: number, most: number): void {
  if (length >= 1 && length <= most) return;
  throw brokenFile(label, `expected 1 to ${most} ${what}`, `${length}`);
}

function checkValues(
  { label }: IdxFile,
  lengths: number[],
  values: Uint8Array,
  bytes: number,
): void {
  const announced = lengths.reduce((count, length) => count * length, 1);
  const got = values.length / bytes;
  if (got === announced) return;
  const fault = got < announced ? 'it is cut short' : 'something follows them';
  const expected = `expected ${announced} values (${lengths.join(' × ')})`;
  throw brokenFile(label, expected, `${Math.floor(got)}: ${fault}`);
}
