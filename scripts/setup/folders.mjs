import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const NODE_MODULES = join(ROOT, 'node_modules');

/** @param {string[]} path below the clone */
export function inClone(...path) {
  return join(ROOT, ...path);
}
