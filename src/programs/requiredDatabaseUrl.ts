import type { Config } from '../config.ts';
import { GatescopeError } from '../errors.ts';

/** @throws GatescopeError INVALID_CONFIGURATION */
export function requiredDatabaseUrl({ databaseUrl }: Config): string {
  if (databaseUrl !== null) return databaseUrl;
  throw new GatescopeError(
    'INVALID_CONFIGURATION',
    'DATABASE_URL: expected the address of a Postgres; `npm start` brings one of its own',
  );
}
