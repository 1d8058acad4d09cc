import { compiledPrograms } from './compiledPrograms.mjs';
import { dashboard } from './dashboard.mjs';
import { readEnvironment } from './environment.mjs';
import { acquireLock } from './lock.mjs';
import { nativeEngine } from './nativeEngine.mjs';
import { packages } from './packages.mjs';
import { prismaClient } from './prismaClient.mjs';
import { say, secondsSince, SetupError } from './report.mjs';
import { tensorflow } from './tensorflow.mjs';

/**
 * What the set-up brings, in this order: a later part may need an earlier one.
 *
 * @typedef {object} Part
 * @property {string} what for the report: `installing ${what}`
 * @property {() => boolean} isMissing quick, and free of side effects
 * @property {() => Promise<void>} bring may be killed at any moment and run again
 */

/** Runs the set-up; on failure it says why and ends the process with 1. */
export async function bringWhatIsMissing() {
  try {
    const environment = readEnvironment();
    await bringParts(
      [
        ...[packages(), tensorflow(environment), nativeEngine(), prismaClient()],
        ...[compiledPrograms(), dashboard()],
      ],
      environment.cacheFolder,
    );
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    console.error(error.message.replaceAll(/^/gm, 'set-up: '));
    process.exitCode = 1;
  }
}

/**
 * @param {Part[]} parts
 * @param {string} cacheFolder
 */
async function bringParts(parts, cacheFolder) {
  /** @type {(() => void) | undefined} */
  let release;
  const startedAt = performance.now();
  try {
    for (const part of parts) {
      if (!part.isMissing()) continue;
      release ??= await acquireLock(cacheFolder);
      // Another set-up may have brought it while this one waited.
      if (!part.isMissing()) continue;
      say(part.what);
      await part.bring();
    }
    if (release) say(`done in ${secondsSince(startedAt)}`);
  } finally {
    release?.();
  }
}
