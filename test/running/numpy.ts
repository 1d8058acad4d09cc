import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '../../src/config.ts';

/**
 * An environment in which python3 can import numpy: as it is, or else with a numpy that pip brings
 * into the cache once. pip needs no virtual environment for that, which Debian's Python may lack.
 *
 * @throws Error with pip's words
 */
export function environmentWithNumpy(): NodeJS.ProcessEnv {
  if (python(['-c', 'import numpy']).succeeded) return process.env;
  const tag = python(['-c', 'import sys; print(sys.implementation.cache_tag)']).output.trim();
  const { cacheFolder } = readConfig();
  const folder = join(cacheFolder, `numpy-${process.platform}-${process.arch}-${tag}`);
  if (!existsSync(folder)) install(cacheFolder, folder);
  return { ...process.env, PYTHONPATH: folder };
}

/** Under its name only when it is finished. */
function install(cacheFolder: string, folder: string): void {
  mkdirSync(cacheFolder, { recursive: true });
  const unfinished = mkdtempSync(`${folder}.unfinished-`);
  const pip = ['-m', 'pip', 'install', '--quiet', '--target', unfinished, 'numpy'];
  const { succeeded, output } = python(pip);
  if (!succeeded) throw new Error(`python3 ${pip.join(' ')} failed:\n${output}`);
  renameSync(unfinished, folder);
}

function python(args: string[]): { succeeded: boolean; output: string } {
  const { status, stdout, stderr, error } = spawnSync('python3', args, { encoding: 'utf8' });
  if (error) throw error;
  return { succeeded: status === 0, output: stdout + stderr };
}
