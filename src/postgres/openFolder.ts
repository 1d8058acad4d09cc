import { chmodSync, mkdirSync } from 'node:fs';

import { GatescopeError } from '../errors.ts';

const FOLDER = '/var/lib/gatescope';

/**
 * Where root keeps what Postgres, running as another user, must reach when a home folder closed to
 * others is in the way. Made when missing.
 *
 * @param closed the folder that is out of reach
 * @throws GatescopeError DATABASE_UNAVAILABLE when this one cannot be made either
 */
export function openFolder(closed: string): string {
  try {
    mkdirSync(FOLDER, { recursive: true });
    chmodSync(FOLDER, 0o755);
    return FOLDER;
  } catch (cause) {
    throw new GatescopeError(
      'DATABASE_UNAVAILABLE',
      `Postgres does not run as root, and the user it runs as can reach neither ${closed} nor ` +
        `${FOLDER}. Start Gatescope as another user, or set GATESCOPE_DATA and GATESCOPE_CACHE to ` +
        'folders that others may enter.',
      { cause },
    );
  }
}
