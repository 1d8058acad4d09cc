import { open, type FileHandle } from 'node:fs/promises';
import { GatescopeError } from '../errors.ts';
import { decompressGzip, isGzipped } from '../formats/gzip.ts';

/** The contents of an idx file, uncompressed. */
export interface IdxFile {
  /** Data set and file name, to name it in errors, such as `mnist/train-images-idx3-ubyte`. */
  label: string;
  contents: Uint8Array;
}

/** More than 650,000 images of 28 × 28; holds before and after decompression. */
export const MOST_IDX_BYTES = 512 * 1024 * 1024;

/**
 * Reads a file whole and decompresses it when it is gzipped, which its first bytes tell, not its
 * name.
 *
 * @throws GatescopeError DATASET_BROKEN
 */
export async function readIdxFile(path: string, label: string): Promise<IdxFile> {
  const bytes = await readBytes(path, label);
  if (!isGzipped(bytes)) return { label, contents: bytes };
  try {
    return { label, contents: await decompressGzip(bytes, MOST_IDX_BYTES) };
  } catch (cause) {
    const tooLong = cause instanceof RangeError;
    const problem = tooLong ? `more than ${MOST_IDX_BYTES} bytes` : 'damaged data';
    throw brokenFile(label, 'expected an idx file in gzip format', problem, cause);
  }
}

async function readBytes(path: string, label: string): Promise<Uint8Array> {
  try {
    const file = await open(path);
    try {
      return await readWhole(file, label);
    } finally {
      await file.close();
    }
  } catch (cause) {
    if (cause instanceof GatescopeError) throw cause;
    throw brokenFile(label, 'expected a file that can be read', 'an error', cause);
  }
}

/** Into one buffer: several times faster than FileHandle.readFile for files of this size. */
async function readWhole(file: FileHandle, label: string): Promise<Uint8Array> {
  const { size } = await file.stat();
  if (size > MOST_IDX_BYTES) {
    throw brokenFile(label, `expected at most ${MOST_IDX_BYTES} bytes`, String(size));
  }
  const bytes = new Uint8Array(size);
  let length = 0;
  while (length < size) {
    const { bytesRead } = await file.read(bytes, length, size - length, length);
    if (bytesRead === 0) throw brokenFile(label, `expected ${size} bytes`, `${length}: it shrank`);
    length += bytesRead;
  }
  return bytes;
}

/** `shapes/train-labels-idx1-ubyte: expected labels from 0 to 9, got 12 at index 7`. */
export function brokenFile(
  label: string,
  expected: string,
  got: string,
  cause?: unknown,
): GatescopeError {
  return new GatescopeError('DATASET_BROKEN', `${label}: ${expected}, got ${got}`, { cause });
}
