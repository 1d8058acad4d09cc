import { setTimeout as sleep } from 'node:timers/promises';

import pg from 'pg';

import { GatescopeError } from '../errors.ts';
import type { Cluster, PostgresSettings } from './cluster.ts';

const PATIENCE_MS = 60_000;
const FAILED_START_PATIENCE_MS = 5_000;
const CONNECTION_PATIENCE_MS = 5_000;
const RETRY_MS = 200;

/**
 * Makes the cluster's data when there are none, and starts its server unless it runs. Returns when
 * the server accepts connections, which takes a while after a crash. Several processes may do this
 * at once.
 *
 * @throws GatescopeError DATABASE_UNAVAILABLE with the end of the server's log as its cause
 */
export async function startCluster(cluster: Cluster, settings: PostgresSettings): Promise<void> {
  await cluster.initialize();
  const begun = Date.now();
  let firstFailure: number | null = null;
  for (;;) {
    if (!(await cluster.isRunning()) && !(await cluster.start(settings))) {
      firstFailure ??= Date.now();
      // What a killed server leaves behind, its shared memory above all, goes within seconds.
      if (Date.now() - firstFailure > FAILED_START_PATIENCE_MS) throw unavailable(cluster);
    } else if (await accepts(cluster)) {
      return;
    }
    if (Date.now() - begun > PATIENCE_MS) throw unavailable(cluster);
    await sleep(RETRY_MS);
  }
}

async function accepts(cluster: Cluster): Promise<boolean> {
  const client = connection(cluster.url('postgres'));
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end();
  }
}

/** A client that does not bring the process down when its connection is lost. */
export function connection(url: string): pg.Client {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'gatescope',
    connectionTimeoutMillis: CONNECTION_PATIENCE_MS,
  });
  // Every loss also fails the call or ends the connection, and is dealt with there.
  client.on('error', () => undefined);
  return client;
}

function unavailable(cluster: Cluster): GatescopeError {
  return new GatescopeError(
    'DATABASE_UNAVAILABLE',
    `The embedded Postgres does not start. Its log is ${cluster.logFile}`,
    { cause: cluster.logTail() },
  );
}
