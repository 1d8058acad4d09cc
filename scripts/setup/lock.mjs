import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ROOT } from './folders.mjs';
import { say, SetupError } from './report.mjs';

const POLL_MS = 200;
/** A holder in another container cannot be asked whether it lives; after this it is taken for dead. */
const ABANDONED_MS = 60 * 60_000;
/** Removing a dead holder's lock takes a moment; a remover that takes longer was killed at it. */
const REMOVAL_MS = 10_000;

/** @type {string | undefined} the lock that this process holds */
let held;

/**
 * Waits until no other set-up uses the cache. A lock whose holder was killed is taken over, but not
 * while a child of that holder still works (`noteChild`): two npm in one folder spoil it.
 *
 * @param {string} folder made if it is not there
 * @returns {Promise<() => void>} lets the next one in
 */
export async function acquireLock(folder) {
  makeFolder(folder);
  const lock = join(folder, 'set-up.lock');
  let told = false;
  while (!tryCreate(lock, describeHolder([process.pid]))) {
    if (isDead(lock)) {
      removeDead(lock);
    } else if (!told) {
      say(`waiting for ${holderOf(lock)} (if there is none, remove ${lock})`);
      told = true;
    }
    await wait(POLL_MS);
  }
  held = lock;
  return () => {
    held = undefined;
    rmSync(lock, { force: true });
  };
}

/**
 * Names a running child process as a holder of the lock, too; 0 when it has ended.
 *
 * @param {number} pid
 */
export function noteChild(pid) {
  if (held === undefined) return;
  writeFileSync(held, describeHolder(pid === 0 ? [process.pid] : [process.pid, pid]));
}

/** @param {number[]} pids */
function describeHolder(pids) {
  return JSON.stringify({ host: hostname(), pids, clone: ROOT });
}

/** Whose set-up it is, for whoever waits. @param {string} lock */
function holderOf(lock) {
  try {
    const { host, pids, clone } = JSON.parse(readFileSync(lock, 'utf8'));
    const where = host === hostname() ? '' : ` on ${host}`;
    return `the set-up of ${clone}, process ${pids[0]}${where}`;
  } catch {
    return 'another set-up';
  }
}

/** @param {string} lock */
function isDead(lock) {
  const age = ageOf(lock);
  try {
    const { host, pids } = JSON.parse(readFileSync(lock, 'utf8'));
    return age > ABANDONED_MS || (host === hostname() && !pids.some(isAlive));
  } catch {
    // Gone, or its holder was killed while writing it.
    return age > REMOVAL_MS;
  }
}

/**
 * Only one may remove a dead lock, and it looks again first: the lock may be a new one by then.
 *
 * @param {string} lock
 */
function removeDead(lock) {
  const removal = `${lock}.removal`;
  if (ageOf(removal) > REMOVAL_MS) rmSync(removal, { force: true });
  if (!tryCreate(removal, '')) return;
  try {
    if (isDead(lock)) rmSync(lock, { force: true });
  } finally {
    rmSync(removal, { force: true });
  }
}

/**
 * @param {string} file
 * @param {string} content
 */
function tryCreate(file, content) {
  try {
    writeFileSync(file, content, { flag: 'wx' });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    throw cannotWrite(file, error);
  }
}

/** @param {string} folder */
function makeFolder(folder) {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw cannotWrite(folder, error);
  }
}

/**
 * @param {string} path
 * @param {unknown} error
 */
function cannotWrite(path, error) {
  const { code } = /** @type {NodeJS.ErrnoException} */ (error);
  return new SetupError(
    `${path} cannot be written (${code}); GATESCOPE_CACHE names another folder`,
  );
}

/** @param {string} file @returns {number} in milliseconds, -1 when there is no such file */
function ageOf(file) {
  const status = statSync(file, { throwIfNoEntry: false });
  return status ? Date.now() - status.mtimeMs : -1;
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}
