import { randomBytes } from 'node:crypto';

import type pg from 'pg';
import { inject } from 'vitest';

import { migrate } from '../../src/postgres/migrate.ts';
import { connection, startCluster } from '../../src/postgres/startCluster.ts';
import { openQueueProcess } from '../jobs/queueProcess.ts';
import { testCluster } from './testCluster.ts';

export interface TestDatabase {
  url: string;
  /** Ends whatever connections are left. */
  drop(): Promise<void>;
}

const TEMPLATE = 'gatescope_template';
/** Its name until it is whole: nobody copies half a template. */
const UNFINISHED = 'gatescope_template_unfinished';
const TEMPLATE_LOCK = 1;

/**
 * A database of the test's own on a server shared by the whole run, as a service leaves it at its
 * first start: with all migrations applied and the queue's tables.
 */
export async function openTestDatabase(): Promise<TestDatabase> {
  return create(TEMPLATE);
}

/** As `openTestDatabase`, but without a table in it. */
export async function openEmptyTestDatabase(): Promise<TestDatabase> {
  return create('template0');
}

async function create(template: string): Promise<TestDatabase> {
  const cluster = testCluster(inject('testDataFolder'));
  await startCluster(cluster, { fsync: 'off', max_connections: '300' });
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asAdministrator(async (client) => {
    // Two tests must not both make the template, and Postgres copies it for one at a time.
    await client.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    await makeTemplate(client, cluster.url(UNFINISHED));
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  });
  return {
    url: cluster.url(name),
    drop: () => asAdministrator((client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`)),
  };

  async function asAdministrator(act: (client: pg.Client) => Promise<unknown>): Promise<void> {
    const client = connection(cluster.url('postgres'));
    await client.connect();
    try {
      await act(client);
    } finally {
      await client.end();
    }
  }
}

async function makeTemplate(client: pg.Client, url: string): Promise<void> {
  const found = await client.query('SELECT FROM pg_database WHERE datname = $1', [TEMPLATE]);
  if (found.rowCount !== 0) return;
  await client.query(`DROP DATABASE IF EXISTS ${UNFINISHED} WITH (FORCE)`);
  await client.query(`CREATE DATABASE ${UNFINISHED}`);
  await migrate(url);
  await (await openQueueProcess(url)).close();
  await client.query(`ALTER DATABASE ${UNFINISHED} RENAME TO ${TEMPLATE}`);
}
