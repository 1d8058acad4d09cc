/**
 * The first key that stands twice in one object of a JSON text, or null. JSON.parse would keep the
 * last of the two and say nothing.
 *
 * @param json a text that JSON.parse accepts: in such a text a colon outside a string follows a key
 */
export function repeatedKey(json: string): string | null {
  const open: Set<string>[] = [];
  let previous = '';
  for (const [token] of json.matchAll(/"(?:[^"\\]|\\.)*"|[{}:]/g)) {
    if (token === '{') open.push(new Set());
    if (token === '}') open.pop();
    if (token === ':') {
      const key = String(JSON.parse(previous));
      const keys = open.at(-1);
      if (keys?.has(key)) return key;
      keys?.add(key);
    }
    previous = token;
  }
  return null;
}
