import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';

const MANIFEST = 'manifest.json';

/**
 * A folder of the cache. It appears under its name only when it is finished, with a manifest of its
 * files; one that no longer is what the manifest says is made again. Needs the lock of the cache.
 *
 * @param {string} folder
 * @param {(unfinished: string) => Promise<void>} make fills an empty folder
 */
export async function ensureCachedFolder(folder, make) {
  if (isWhole(folder)) return;
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  await make(unfinished);
  const manifest = filesOf(unfinished).map((file) => describe(unfinished, file));
  writeFileSync(join(unfinished, MANIFEST), JSON.stringify(manifest, null, 1));
  rmSync(folder, { recursive: true, force: true });
  renameSync(unfinished, folder);
}

/** Whether the folder is there; quick, and no promise that it is whole. @param {string} folder */
export function isCached(folder) {
  return existsSync(join(folder, MANIFEST));
}

/** @param {string} folder */
function isWhole(folder) {
  if (!isCached(folder)) return false;
  try {
    /** @type {ReturnType<typeof describe>[]} */
    const manifest = JSON.parse(readFileSync(join(folder, MANIFEST), 'utf8'));
    return manifest.every(({ file, bytes, sha256 }) => {
      const path = join(folder, file);
      return statSync(path).size === bytes && sha256Of(path) === sha256;
    });
  } catch {
    return false;
  }
}

/** @param {string} folder @returns {string[]} relative paths, without symbolic links */
function filesOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}

/**
 * @param {string} folder
 * @param {string} file
 */
function describe(folder, file) {
  const path = join(folder, file);
  return { file, bytes: statSync(path).size, sha256: sha256Of(path) };
}

/** In pieces: a library of TensorFlow has close to a gigabyte. @param {string} path */
function sha256Of(path) {
  const hash = createHash('sha256');
  const piece = Buffer.allocUnsafe(1 << 22);
  const file = openSync(path, 'r');
  try {
    for (let read = readSync(file, piece); read > 0; read = readSync(file, piece)) {
      hash.update(piece.subarray(0, read));
    }
  } finally {
    closeSync(file);
  }
  return hash.digest('hex');
}
