import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** Compressed, in characters that need no escape in a URL. */
export function pack(contents: string | Uint8Array): string {
  return deflateRawSync(contents, { level: 9 }).toString('base64url');
}

/**
 * The inverse, for what may come from anyone.
 *
 * @param mostBytes of what was packed
 * @returns null for what `pack` does not give
 */
export function unpack(text: string, mostBytes: number): Buffer | null {
  try {
    return inflateRawSync(Buffer.from(text, 'base64url'), { maxOutputLength: mostBytes });
  } catch {
    return null;
  }
}

/**
 * A packer that packs the same object once. Every address of a trace has its image and its changes, and
 * to pack those takes far longer than a field of a query may.
 *
 * @param packed the packer of objects that are not changed
 */
export function packedOnce<T extends object>(packed: (contents: T) => string): typeof packed {
  const known = new WeakMap<T, string>();
  return (contents) => {
    const text = known.get(contents) ?? packed(contents);
    known.set(contents, text);
    return text;
  };
}
