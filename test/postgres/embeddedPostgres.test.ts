import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { readConfig } from '../../src/config.ts';
import { createLogger } from '../../src/logger.ts';
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../src/postgres/embeddedPostgres.ts';
import { queryRows } from './queryRows.ts';
import { testCluster } from './testCluster.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gatescope-embedded-'));
});
afterEach(async () => {
  if (existsSync(join(folder, 'postgres', 'cluster'))) await testCluster(folder).stop();
  rmSync(folder, { recursive: true, force: true });
});

function start(dataFolder = folder): Promise<EmbeddedPostgres> {
  const { cacheFolder } = readConfig();
  return startEmbeddedPostgres({ dataFolder, cacheFolder, logger: createLogger('test', 'silent') });
}

function serverPid(): number {
  const file = join(folder, 'postgres', 'cluster', 'data', 'postmaster.pid');
  return Number.parseInt(readFileSync(file, 'utf8'), 10);
}

test('a second start finds the server running, and only the first one stops it', async () => {
  const first = await start();
  const second = await start();
  expect(second.databaseUrl).toBe(first.databaseUrl);
  expect([first.owned, second.owned]).toEqual([true, false]);

  await second.stop();
  expect(await queryRows(first.databaseUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await first.stop();
  await expect(queryRows(first.databaseUrl, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');
});

test('two first starts at once come to share one server', async () => {
  const [first, second] = await Promise.all([start(), start()]);
  expect(first.databaseUrl).toBe(second.databaseUrl);
  expect([first.owned, second.owned].sort()).toEqual([false, true]);
  await first.stop();
  await second.stop();
});

test('data, port and password are there again after a stop', async () => {
  const first = await start();
  await queryRows(first.databaseUrl, 'CREATE TABLE kept AS SELECT 42 AS answer');
  await first.stop();
  const second = await start();
  expect(second.databaseUrl).toBe(first.databaseUrl);
  expect(await queryRows(second.databaseUrl, 'SELECT * FROM kept')).toEqual([{ answer: 42 }]);
  await second.stop();
});

test('the password is random, demanded, and readable by its owner alone', async () => {
  const postgres = await start();
  const file = join(folder, 'postgres', 'cluster', 'password');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readFileSync(file, 'utf8')).toMatch(/^[\w-]{32}$/);
  const wrong = postgres.databaseUrl.replace(/:[^:@]+@/, ':wrong@');
  await expect(queryRows(wrong, 'SELECT 1')).rejects.toThrow('password authentication failed');
  await postgres.stop();
});

test('the owner starts a server again that was killed, with what was committed', async () => {
  const postgres = await start();
  await queryRows(postgres.databaseUrl, 'CREATE TABLE kept AS SELECT 42 AS answer');
  const killed = serverPid();
  process.kill(killed, 'SIGKILL');
  const rows = await vi.waitFor(
    async () => {
      expect(postgres.owned && serverPid() !== killed).toBe(true);
      return queryRows(postgres.databaseUrl, 'SELECT * FROM kept');
    },
    { timeout: 30_000, interval: 100 },
  );
  expect(rows).toEqual([{ answer: 42 }]);
  await postgres.stop();
});

test('the server outlives a killed owner, and both being killed loses nothing', async () => {
  const owner = spawn(
    process.execPath,
    ['--import', 'tsx', join(import.meta.dirname, 'postgresOwner.ts'), folder],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [url] = (await once(owner.stdout, 'data')).map(String);
  const databaseUrl = String(url).trim();
  await queryRows(databaseUrl, 'CREATE TABLE kept AS SELECT 42 AS answer');
  const server = serverPid();

  owner.kill('SIGKILL');
  await once(owner, 'exit');
  const found = await start();
  expect([found.owned, serverPid()]).toEqual([true, server]);
  process.kill(server, 'SIGKILL');
  await found.stop();

  const again = await start();
  expect(await queryRows(again.databaseUrl, 'SELECT * FROM kept')).toEqual([{ answer: 42 }]);
  await again.stop();
});

test('it takes another port when its own has gone to another program', async () => {
  const first = await start();
  const port = Number(new URL(first.databaseUrl).port);
  await first.stop();
  const other = createServer().listen(port, '127.0.0.1');
  await once(other, 'listening');
  const second = await start();
  expect(new URL(second.databaseUrl).port).not.toBe(`${port}`);
  expect(await queryRows(second.databaseUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await second.stop();
  other.close();
});

test('what an interrupted first start left behind is in nobody’s way', async () => {
  const leftover = join(folder, 'postgres', 'cluster.unfinished-abc');
  mkdirSync(join(leftover, 'data'), { recursive: true });
  writeFileSync(join(leftover, 'data', 'PG_VERSION'), '18');
  const postgres = await start();
  expect(readdirSync(join(folder, 'postgres'))).not.toContain('cluster.unfinished-abc');
  await postgres.stop();
});

test('a process id that has gone to another program does not keep the server from starting', async () => {
  const first = await start();
  await first.stop();
  const file = join(folder, 'postgres', 'cluster', 'data', 'postmaster.pid');
  writeFileSync(file, `${process.pid}\n${folder}\n0\n1\n\n127.0.0.1\n`);
  const second = await start();
  expect(serverPid()).not.toBe(process.pid);
  await second.stop();
});

test('a server that does not start is a clear error, with its log behind it', async () => {
  const first = await start();
  await first.stop();
  appendFileSync(join(folder, 'postgres', 'cluster', 'data', 'postgresql.conf'), 'nonsense = 1\n');
  await expect(start()).rejects.toMatchObject({
    code: 'DATABASE_UNAVAILABLE',
    message: expect.stringContaining(join(folder, 'postgres', 'server.log')) as string,
    cause: expect.stringContaining('unrecognized configuration parameter "nonsense"') as string,
  });
});

test('data of another major version are left alone', async () => {
  const first = await start();
  await first.stop();
  writeFileSync(join(folder, 'postgres', 'cluster', 'data', 'PG_VERSION'), '17\n');
  await expect(start()).rejects.toMatchObject({
    code: 'DATABASE_UNAVAILABLE',
    message: expect.stringContaining('made by Postgres 17') as string,
  });
});

test.runIf(process.getuid?.() === 0)(
  'in a home closed to others, root finds another place and links to it',
  async () => {
    const home = join(folder, 'home');
    const dataFolder = join(home, 'clone', 'data');
    mkdirSync(dataFolder, { recursive: true });
    chmodSync(home, 0o700);
    const postgres = await start(dataFolder);
    const place = realpathSync(join(dataFolder, 'postgres'));
    expect(place).toMatch(/^\/var\/lib\/gatescope\/postgres-data-/);
    expect(await queryRows(postgres.databaseUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await postgres.stop();

    rmSync(place, { recursive: true });
    await expect(start(dataFolder)).rejects.toMatchObject({
      code: 'DATABASE_UNAVAILABLE',
      message: expect.stringContaining(`links to ${place}, which is missing`) as string,
    });
  },
);

test('a server that is dead and not reaped, as in a container without an init, is started again', async () => {
  const first = await start();
  await first.stop();
  // A zombie by the name of Postgres: its parent does not ask after it.
  const program = join(folder, 'postgres-zombie', 'postgres');
  mkdirSync(join(folder, 'postgres-zombie'));
  copyFileSync('/bin/sleep', program);
  chmodSync(program, 0o755);
  const parent = spawn('/bin/sh', ['-c', `"${program}" 0 & echo $!; exec sleep 600`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(parent.stdout, 'data')) as [Buffer];
  const pid = Number(line.toString());
  await vi.waitFor(() =>
    expect(readFileSync(`/proc/${pid}/stat`, 'utf8')).toMatch(/\(postgres\) Z/),
  );
  const pidFile = join(folder, 'postgres', 'cluster', 'data', 'postmaster.pid');
  writeFileSync(pidFile, `${pid}\n`);

  const second = await start();
  expect(await queryRows(second.databaseUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await second.stop();
  parent.kill('SIGKILL');
});

test('paths may have spaces, accents and signs that shells and make know', async () => {
  const odd = join(folder, "My Dàta #1 'x'");
  const { cacheFolder } = readConfig();
  const cache = join(odd, 'cache');
  mkdirSync(cache, { recursive: true });
  for (const name of readdirSync(cacheFolder).filter((entry) => entry.startsWith('postgres-'))) {
    cpSync(join(cacheFolder, name), join(cache, name), { recursive: true, verbatimSymlinks: true });
  }
  const logger = createLogger('test', 'silent');
  const postgres = await startEmbeddedPostgres({ dataFolder: odd, cacheFolder: cache, logger });
  expect(await queryRows(postgres.databaseUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await postgres.stop();
});
