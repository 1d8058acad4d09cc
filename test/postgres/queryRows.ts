import { connection } from '../../src/postgres/startCluster.ts';

/** The rows of one statement, over a connection of its own. */
export async function queryRows<Row>(url: string, sql: string): Promise<Row[]> {
  const client = connection(url);
  await client.connect();
  try {
    const { rows } = await client.query(sql);
    return rows as Row[];
  } finally {
    await client.end();
  }
}
