import { readFileSync } from 'node:fs';
import { inClone, NODE_MODULES, ROOT } from './folders.mjs';
import { SetupError } from './report.mjs';
import { lastLines, runProgram } from './runProgram.mjs';

/** @returns {import('./bringWhatIsMissing.mjs').Part} */
export function packages() {
  return {
    what: 'installing packages (npm ci)',
    isMissing: () => !areThoseOfTheLockFile(),
    bring: installPackages,
  };
}

/**
 * npm keeps a list of what it put into node_modules, and writes it last. Packages for other
 * platforms are in the lock file alone.
 */
function areThoseOfTheLockFile() {
  const installed = packagesIn(`${NODE_MODULES}/.package-lock.json`);
  const locked = packagesIn(inClone('package-lock.json'));
  if (!installed || !locked) return false;
  const isLocked = (/** @type {string} */ path) => locked.has(path);
  const isInstalled = (/** @type {[string, LockedPackage]} */ [path, wanted]) => {
    const found = installed.get(path);
    if (!found) return path === '' || wanted.optional === true;
    return found.version === wanted.version && found.integrity === wanted.integrity;
  };
  return [...installed.keys()].every(isLocked) && [...locked].every(isInstalled);
}

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean }} LockedPackage
 * @param {string} lockFile
 * @returns {Map<string, LockedPackage> | undefined} by path; undefined without a file
 */
function packagesIn(lockFile) {
  try {
    return new Map(Object.entries(JSON.parse(readFileSync(lockFile, 'utf8')).packages));
  } catch {
    return undefined;
  }
}

async function installPackages() {
  // Development packages, too: the compiler and the Prisma CLI are among them.
  const args = ['ci', '--include=dev', '--ignore-scripts', '--loglevel=error', '--fetch-retries=4'];
  const { succeeded, output } = await runProgram('npm', args, { cwd: ROOT });
  if (!succeeded) throw new SetupError(`npm ci failed:\n${lastLines(output, 15)}`);
}
