import { readConfig } from '../../src/config.ts';
import { createLogger } from '../../src/logger.ts';
import { startEmbeddedPostgres } from '../../src/postgres/embeddedPostgres.ts';

/** A program that owns a Postgres until it is killed: `postgresOwner.ts FOLDER` prints the URL. */
const { databaseUrl } = await startEmbeddedPostgres({
  dataFolder: process.argv[2] ?? '',
  cacheFolder: readConfig().cacheFolder,
  logger: createLogger('owner', 'silent'),
});
console.log(databaseUrl);
