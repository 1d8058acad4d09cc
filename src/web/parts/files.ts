import type { Values } from '../network/values.ts';

/** Comma-separated, numbers in full. */
export function csvOf(table: readonly (readonly (string | number)[])[]): Blob {
  const text = table.map((line) => line.join(',')).join('\n');
  return new Blob([`${text}\n`], { type: 'text/csv' });
}

const ALIGNMENT = 64;
const PREFIX = 10;
const NUMPY = [0x4e, 0x55, 0x4d, 0x50, 0x59];

/** NumPy's format, version 1.0: little-endian float32, row-major. */
export function npyOf({ shape, values }: Values): Blob {
  const sizes = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const header = `{'descr': '<f4', 'fortran_order': False, 'shape': (${sizes}), }`;
  const length = Math.ceil((PREFIX + header.length + 1) / ALIGNMENT) * ALIGNMENT - PREFIX;
  const prefix = new Uint8Array([0x93, ...NUMPY, 1, 0, length & 0xff, length >> 8]);
  const padded = `${header.padEnd(length - 1)}\n`;
  return new Blob([prefix, padded, values.slice().buffer], { type: 'application/octet-stream' });
}
