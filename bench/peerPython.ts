import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readEnvironment } from '../scripts/setup/environment.mjs';

const TORCH = 'torch==2.9.1';

/** What each benchmark, or the slow test, compares with, and the folder of the cache for it. */
const environments = {
  training: {
    folder: 'benchmark-peers',
    packages: [TORCH, 'keras==3.15.1', 'tensorflow-cpu==2.21.0', 'jax==0.10.2', 'numpy'],
  },
  inspection: {
    folder: 'benchmark-peers-inspection',
    packages: [
      TORCH,
      'numpy',
      'fastapi==0.165.0',
      'uvicorn==0.54.0',
      'uvloop==0.23.0',
      'httptools==0.9.0',
      'orjson',
    ],
  },
  logits: { folder: 'logit-peers', packages: [TORCH, 'numpy'] },
} as const;

/**
 * A Python that has the peers of a comparison: the one that GATESCOPE_BENCH_PYTHON names, else one of
 * its own in the cache folder, made on first use (several gigabytes; the set-up has no part in it).
 */
export function peerPython(comparison: keyof typeof environments): string {
  const given = process.env.GATESCOPE_BENCH_PYTHON;
  if (given) return given;
  const { folder, packages } = environments[comparison];
  const environment = join(readEnvironment().cacheFolder, folder);
  const python = `${environment}/bin/python`;
  if (existsSync(`${environment}/complete`)) return python;
  console.error(`installing ${packages.join(', ')} into ${environment}`);
  run('python3', ['-m', 'venv', environment]);
  run(python, ['-m', 'pip', 'install', '--quiet', ...packages]);
  run(python, ['-c', `open(${JSON.stringify(`${environment}/complete`)}, 'w').close()`]);
  return python;
}

function run(program: string, args: string[]): void {
  const { status } = spawnSync(program, args, { stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error(`${program} ${args.slice(0, 3).join(' ')} … failed`);
}
