import { product } from './shape.ts';

const MAGIC = [0x93, ...Buffer.from('NUMPY'), 1, 0];
/** Numpy wants the values to begin at a multiple of this, so that a file can be mapped to memory. */
const ALIGNMENT = 64;

/**
 * An array as a .npy file, version 1.0: `<f4` (little-endian float32), C order.
 *
 * @param shape lengths of the axes, outermost first; [] for a single number
 * @param values row-major, as many as the shape holds
 * @throws RangeError when shape and values do not fit each other
 */
export function encodeNpy(shape: readonly number[], values: Float32Array): Uint8Array<ArrayBuffer> {
  if (product(shape) !== values.length) {
    throw new RangeError(`shape [${shape.join(', ')}] does not hold ${values.length} values`);
  }
  const header = npyHeader(shape);
  const file = new Uint8Array(header.length + values.byteLength);
  file.set(header);
  // The machines that Gatescope runs on are little-endian, so the bytes go as they lie.
  file.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), header.length);
  return file;
}

/** Magic, version, length of the description (16 bits), description padded with spaces. */
function npyHeader(shape: readonly number[]): Uint8Array {
  const description = `{'descr': '<f4', 'fortran_order': False, 'shape': ${tuple(shape)}, }`;
  const unpadded = MAGIC.length + 2 + description.length + 1;
  const length = Math.ceil(unpadded / ALIGNMENT) * ALIGNMENT;
  const header = Buffer.alloc(length, ' ');
  header.set(MAGIC);
  header.writeUInt16LE(length - MAGIC.length - 2, MAGIC.length);
  header.write(description, MAGIC.length + 2, 'latin1');
  header.write('\n', length - 1);
  return header;
}

/** Python's notation, in which a tuple of one needs a comma. */
function tuple(shape: readonly number[]): string {
  return `(${shape.join(', ')}${shape.length === 1 ? ',' : ''})`;
}
