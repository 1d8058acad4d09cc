import type pg from 'pg';

import { connection } from '../../src/postgres/startCluster.ts';

/** What a connection of the test's own is good for, closed in the end. */
export async function withClient<T>(
  url: string,
  use: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = connection(url);
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
