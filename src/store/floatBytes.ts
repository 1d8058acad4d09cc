import { endianness } from 'node:os';

if (endianness() !== 'LE') throw new Error('Gatescope runs on little-endian machines only');

/** The bytes of a float array as they are stored, little-endian, without a copy. */
export function bytesOf(values: Float32Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(values.buffer as ArrayBuffer, values.byteOffset, values.byteLength);
}

/** The reverse, as a copy, since stored bytes arrive at any alignment. */
export function floatsOf(bytes: Uint8Array): Float32Array {
  return new Float32Array(bytes.slice().buffer);
}
