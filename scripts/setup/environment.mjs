import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { SetupError } from './report.mjs';

const MODES = ['auto', 'cpu', 'gpu', 'off'];

/**
 * The two variables that count before anything is compiled. src/config.ts has all of them and says
 * the same of these two; test/config.test.ts holds both to it.
 *
 * @param {Readonly<Record<string, string | undefined>>} environment
 */
export function readEnvironment(environment = process.env) {
  return {
    cacheFolder: cacheFolder(environment),
    tensorflow: tensorflowMode(environment),
  };
}

/** @param {Readonly<Record<string, string | undefined>>} environment */
function cacheFolder(environment) {
  const given = environment.GATESCOPE_CACHE?.trim();
  if (given) return resolve(given);
  return join(environment.XDG_CACHE_HOME?.trim() || join(homedir(), '.cache'), 'gatescope');
}

/** @param {Readonly<Record<string, string | undefined>>} environment */
function tensorflowMode(environment) {
  const given = environment.GATESCOPE_TENSORFLOW?.trim() || 'auto';
  if (MODES.includes(given)) return given;
  throw new SetupError(
    `GATESCOPE_TENSORFLOW: expected one of ${MODES.join(', ')}, got ${JSON.stringify(given)}`,
  );
}
