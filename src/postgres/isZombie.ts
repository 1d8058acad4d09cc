import { readFileSync } from 'node:fs';

/**
 * Whether a process has ended and nobody has asked for its status yet.
 *
 * @param stat a file of /proc: after the name, in brackets, stands the state
 */
export function isZombie(stat: string): boolean {
  const [, state] = /\) (\w)/.exec(readFileSync(stat, 'utf8')) ?? [];
  return state === 'Z' || state === 'X';
}
