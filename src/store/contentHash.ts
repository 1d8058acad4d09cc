import { createHash } from 'node:crypto';

/**
 * SHA-256 in hex of what a row holds: its numbers and texts, as JSON writes them, then its bytes in
 * order, each with its length. Postgres gives doubles back as they were, so the same row has the same
 * hash.
 */
export function contentHash(
  values: readonly (number | string | null)[],
  blobs: readonly (Uint8Array | null)[],
): string {
  const lengths = blobs.map((blob) => blob?.byteLength ?? null);
  const hash = createHash('sha256').update(JSON.stringify([values, lengths]));
  for (const blob of blobs) if (blob !== null) hash.update(blob);
  return hash.digest('hex');
}
