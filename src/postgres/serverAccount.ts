import { execFileSync, spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';

import { GatescopeError } from '../errors.ts';

/** The user that Postgres runs as, since it refuses to run as root. */
export interface ServerAccount {
  name: string;
  uid: number;
  gid: number;
}

const CANDIDATES = ['postgres', 'nobody'];

/**
 * The account for Postgres: null, and so our own, unless we are root. Data that another user made
 * keep that user.
 *
 * @param data folder of the data, which need not exist
 * @throws GatescopeError DATABASE_UNAVAILABLE when the data are someone else's, or when root has no
 *   other user to run Postgres as
 */
export function serverAccount(data: string): ServerAccount | null {
  const ours = process.getuid?.() ?? 0;
  const owner = statSync(data, { throwIfNoEntry: false });
  if (owner !== undefined && owner.uid !== ours && owner.uid !== 0) {
    if (ours === 0) return { name: `${owner.uid}`, uid: owner.uid, gid: owner.gid };
    throw new GatescopeError(
      'DATABASE_UNAVAILABLE',
      `${data} belongs to user ${owner.uid}, and this is user ${ours}. Start Gatescope as that user ` +
        'or as root, or set GATESCOPE_DATA to another folder.',
    );
  }
  return ours === 0 ? unprivileged() : null;
}

function unprivileged(): ServerAccount {
  for (const name of CANDIDATES) {
    const account = lookUp(name);
    if (account !== null) return account;
  }
  throw new GatescopeError(
    'DATABASE_UNAVAILABLE',
    `Postgres does not run as root, and this machine has no user ${CANDIDATES.join(' or ')} to run ` +
      'it as. Start Gatescope as another user, or set DATABASE_URL.',
  );
}

function lookUp(name: string): ServerAccount | null {
  const id = (what: string) =>
    Number(
      execFileSync('id', [what, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
    );
  try {
    return { name, uid: id('-u'), gid: id('-g') };
  } catch {
    return null;
  }
}

/** Whether the account can enter a folder, which takes every folder above it as well. */
export function canEnter(account: ServerAccount, folder: string): boolean {
  const { status } = spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], {
    uid: account.uid,
    gid: account.gid,
    cwd: '/',
    stdio: 'ignore',
  });
  return status === 0;
}
