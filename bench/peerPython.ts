import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ENVIRONMENT = fileURLToPath(new URL('.venv', import.meta.url));
const PACKAGES = [
  'torch==2.9.1',
  'keras==3.15.1',
  'tensorflow-cpu==2.21.0',
  'jax==0.10.2',
  'numpy',
];

/**
 * A Python that has the peers: the one that GATESCOPE_BENCH_PYTHON names, else one in bench/.venv,
 * made on first use (several gigabytes; the set-up has no part in it).
 */
export function peerPython(): string {
  const given = process.env.GATESCOPE_BENCH_PYTHON;
  if (given) return given;
  const python = `${ENVIRONMENT}/bin/python`;
  if (existsSync(`${ENVIRONMENT}/complete`)) return python;
  console.error(`installing ${PACKAGES.join(', ')} into bench/.venv`);
  run('python3', ['-m', 'venv', ENVIRONMENT]);
  run(python, ['-m', 'pip', 'install', '--quiet', ...PACKAGES]);
  run(python, ['-c', `open(${JSON.stringify(`${ENVIRONMENT}/complete`)}, 'w').close()`]);
  return python;
}

function run(program: string, args: string[]): void {
  const { status } = spawnSync(program, args, { stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error(`${program} ${args.slice(0, 3).join(' ')} … failed`);
}
