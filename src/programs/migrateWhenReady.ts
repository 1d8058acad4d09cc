import { setTimeout as sleep } from 'node:timers/promises';

import { GatescopeError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { migrate } from '../postgres/migrate.ts';

const PATIENCE_MS = 30_000;
const PAUSE_MS = 1_000;

/**
 * Brings the database to the present schema, and waits for it first: where a machine starts, Postgres
 * may well come up after us.
 *
 * @throws GatescopeError DATABASE_UNAVAILABLE after half a minute; at once MIGRATION_FAILED, and
 *   INVALID_CONFIGURATION where waiting cannot help
 */
export async function migrateWhenReady(databaseUrl: string, logger: Logger): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      const { modified } = await migrate(databaseUrl);
      if (modified.length > 0) logger.warn({ modified }, 'migrations differ from what was applied');
      return;
    } catch (error) {
      const away = error instanceof GatescopeError && error.code === 'DATABASE_UNAVAILABLE';
      if (!away || performance.now() > end) throw error;
      logger.warn({ reason: error.message }, 'Postgres does not answer yet');
      await sleep(PAUSE_MS);
    }
  }
}
