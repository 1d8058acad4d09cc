/** Well under the 16 KiB that Node accepts for a request line and its headers together. */
const LONGEST_URL = 12_000;

/** An address on this server; null when it would be too long. */
export function urlOf(path: string, query: URLSearchParams): string | null {
  const url = `${path}?${query}`;
  return url.length <= LONGEST_URL ? url : null;
}
