import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readlinkSync,
  realpathSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';

import { GatescopeError } from '../errors.ts';
import { openFolder } from './openFolder.ts';
import { canEnter, type ServerAccount } from './serverAccount.ts';

/**
 * The folder of the embedded Postgres, made when missing: `dataFolder`/postgres. Where the account
 * cannot enter that, as in root's own home, it is a link to a folder under /var/lib/gatescope.
 *
 * @throws GatescopeError DATABASE_UNAVAILABLE when the account cannot reach what is there
 */
export function postgresFolder(dataFolder: string, account: ServerAccount | null): string {
  const folder = join(dataFolder, 'postgres');
  mkdirSync(dataFolder, { recursive: true });
  if (account !== null) letThrough(dataFolder);
  if (isPresent(folder)) return presentFolder(folder, account);
  if (account === null || canEnter(account, dataFolder)) {
    mkdirSync(folder, { recursive: true });
  } else {
    symlinkSync(mkdtempSync(join(openFolder(dataFolder), 'postgres-data-')), folder);
  }
  chmodSync(folder, 0o755);
  return presentFolder(folder, account);
}

/** The data folder is ours, so others may be let through it (not into it). */
function letThrough(dataFolder: string): void {
  const { mode } = statSync(dataFolder);
  if ((mode & 0o011) !== 0o011) chmodSync(dataFolder, (mode & 0o7777) | 0o011);
}

function isPresent(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function presentFolder(folder: string, account: ServerAccount | null): string {
  if (!existsSync(folder)) {
    throw new GatescopeError(
      'DATABASE_UNAVAILABLE',
      `${folder} links to ${readlinkSync(folder)}, which is missing. Bring it back, or remove the ` +
        'link to begin with an empty database.',
    );
  }
  const real = realpathSync(folder);
  if (account === null || canEnter(account, real)) return real;
  throw new GatescopeError(
    'DATABASE_UNAVAILABLE',
    `Postgres runs as user ${account.name}, which cannot enter ${real}. Let others pass through the ` +
      `folders above it (chmod o+x), start Gatescope as another user than root, or move the data and ` +
      'set GATESCOPE_DATA.',
  );
}
