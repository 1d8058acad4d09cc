import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/*
 * A stamp is a small file that lies with what was made and says what it was made from. It is written
 * last, so what has no stamp, or another one, is made again.
 */
const NAME = '.set-up';

/**
 * @param {string} folder
 * @param {string} source
 */
export function hasStamp(folder, source) {
  try {
    return readFileSync(join(folder, NAME), 'utf8') === source;
  } catch {
    return false;
  }
}

/**
 * @param {string} folder
 * @param {string} source
 */
export function writeStamp(folder, source) {
  writeFileSync(join(folder, NAME), source);
}

/**
 * A hash of files' names and contents.
 *
 * @param {string[]} paths files, and folders with all that is below; those not there count as absent
 */
export function hashOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths) {
    for (const file of filesBelow(path)) hash.update(`${file}\n`).update(readFileSync(file));
  }
  return hash.digest('hex');
}

/**
 * @param {string} path
 * @returns {string[]} sorted
 */
function filesBelow(path) {
  try {
    return readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    if (code === 'ENOTDIR') return [path];
    if (code === 'ENOENT') return [];
    throw error;
  }
}
