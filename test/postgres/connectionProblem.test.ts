import { randomBytes } from 'node:crypto';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { checkNotPooled } from '../../src/postgres/checkSession.ts';
import { migrate } from '../../src/postgres/migrate.ts';
import { connection } from '../../src/postgres/startCluster.ts';
import { openEmptyTestDatabase, type TestDatabase } from './testDatabase.ts';

const role = `guest_${randomBytes(4).toString('hex')}`;
let database: TestDatabase;
let name: string;
beforeAll(async () => {
  database = await openEmptyTestDatabase();
  name = new URL(database.url).pathname.slice(1);
  await ask(`CREATE ROLE ${role} LOGIN PASSWORD 'guest'`);
});
afterAll(async () => {
  await ask(`DROP OWNED BY ${role} CASCADE; DROP ROLE ${role}`);
  await database.drop();
});

async function ask(...statements: string[]): Promise<void> {
  const client = connection(database.url);
  await client.connect();
  try {
    for (const sql of statements) await client.query(sql);
  } finally {
    await client.end();
  }
}

function changed(change: (url: URL) => void): string {
  const url = new URL(database.url);
  change(url);
  return url.href;
}

const asGuest = () =>
  changed((url) => {
    url.username = role;
    url.password = 'guest';
  });

test.each<[string, (url: URL) => void, string, RegExp]>([
  [
    'a wrong password',
    (url) => (url.password = 'wrong'),
    'INVALID_CONFIGURATION',
    /^DATABASE_URL: Postgres at 127\.0\.0\.1:\d+ refuses the password of user gatescope$/,
  ],
  [
    'an unknown database',
    (url) => (url.pathname = '/nothing'),
    'INVALID_CONFIGURATION',
    /has no database nothing\. Make it: CREATE DATABASE "nothing";$/,
  ],
  [
    'TLS that the server does not speak',
    (url) => url.searchParams.set('sslmode', 'require'),
    'INVALID_CONFIGURATION',
    /speaks no TLS\. Set sslmode=disable/,
  ],
  [
    'a host that there is not',
    (url) => (url.hostname = 'nowhere.invalid'),
    'INVALID_CONFIGURATION|DATABASE_UNAVAILABLE',
    /nowhere\.invalid/,
  ],
  [
    'a port where nothing listens',
    (url) => (url.port = '1'),
    'DATABASE_UNAVAILABLE',
    /^Nothing listens at 127\.0\.0\.1:1\. /,
  ],
])('%s is told as such, without the password', async (_kind, change, code, message) => {
  const url = changed(change);
  const error = (await migrate(url).catch((reason: unknown) => reason)) as Error & { code: string };
  expect(error.code).toMatch(new RegExp(`^(${code})$`));
  expect(error.message).toMatch(message);
  expect(error.message).not.toContain(new URL(database.url).password);
});

test('missing rights are told one by one, with what gives them, until the first start succeeds', async () => {
  const remedies: string[] = [];
  for (;;) {
    const error = (await migrate(asGuest()).then(
      () => null,
      (reason: unknown) => reason,
    )) as Error | null;
    if (error === null) break;
    const [remedy = ''] = /GRANT [^;]*;/.exec(error.message) ?? [];
    expect(error.message).toMatch(/^DATABASE_URL: user guest_/);
    expect(remedies).not.toContain(remedy);
    remedies.push(remedy);
    await ask(remedy);
  }
  expect(remedies).toEqual([
    `GRANT CREATE ON DATABASE "${name}" TO "${role}";`,
    `GRANT USAGE, CREATE ON SCHEMA public TO "${role}";`,
  ]);
});

test('a database that takes no writes is refused', async () => {
  await ask(`ALTER DATABASE ${name} SET default_transaction_read_only = on`);
  try {
    await expect(migrate(database.url)).rejects.toMatchObject({
      code: 'INVALID_CONFIGURATION',
      message: expect.stringContaining('takes no writes') as string,
    });
  } finally {
    await ask('SET default_transaction_read_only = off', `ALTER DATABASE ${name} RESET ALL`);
  }
});

test('a pooler that shares sessions between connections is refused, and a plain server is not', async () => {
  const client = connection(database.url);
  await client.connect();
  const another = async () => {
    const other = connection(database.url);
    await other.connect();
    return other;
  };
  await checkNotPooled(client, another);
  // As behind PgBouncer in transaction mode: two connections, one session.
  const shared = { query: (sql: string) => client.query(sql), end: () => Promise.resolve() };
  await expect(
    checkNotPooled(client, () => Promise.resolve(shared as unknown as typeof client)),
  ).rejects.toMatchObject({ message: expect.stringContaining('pool_mode = session') as string });
  await client.end();
});
