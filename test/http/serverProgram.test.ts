import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';

import { toGlobalId } from '../../src/service/records/globalId.ts';
import { openStore } from '../../src/store/store.ts';
import { openEmptyTestDatabase, type TestDatabase } from '../postgres/testDatabase.ts';
import { addModel, newRun } from './testService.ts';

const program = fileURLToPath(new URL('../../dist/server.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'gatescope-server-'));
const started: ChildProcess[] = [];
let database: TestDatabase;

beforeAll(async () => {
  database = await openEmptyTestDatabase();
});
afterAll(async () => {
  for (const child of started) child.kill('SIGKILL');
  await database.drop();
  rmSync(folder, { recursive: true });
});

/** The program, with what it has written so far. */
function start(environment: Record<string, string>): { child: ChildProcess; output: string[] } {
  const child = spawn(process.execPath, [program], {
    env: {
      ...process.env,
      GATESCOPE_DATA: folder,
      GATESCOPE_TENSORFLOW: 'off',
      DATABASE_URL: database.url,
      HOST: '127.0.0.1',
      LOG_LEVEL: 'info',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => output.push(line));
  }
  return { child, output };
}

async function addressOf({ child, output }: ReturnType<typeof start>): Promise<string> {
  for (;;) {
    const ready = output.find((line) => line.includes('"ready"'));
    if (ready !== undefined) return (JSON.parse(ready) as { address: string }).address;
    if (child.exitCode !== null) throw new Error(output.join('\n'));
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

test('it brings an empty database up to date, answers without TensorFlow, and stops on SIGTERM', async () => {
  const server = start({ PORT: '0' });
  const address = await addressOf(server);
  const answer = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ runs(filter: { status: QUEUED }) { totalCount } }' }),
  });
  expect(await answer.json()).toEqual({ data: { runs: { totalCount: 0 } } });

  const store = await openStore(database.url);
  const run = await store.runs.create(newRun({ cell: 'LSTM', units: 2 }));
  await addModel({ store }, { cell: 'LSTM', units: 2 }, { name: 'tiny' });
  await store.close();
  const file = await fetch(`${address}/tensors/head.logits.npy?model=tiny&dataset=mnist&index=0`);
  expect(file.status).toBe(200);
  expect((await file.arrayBuffer()).byteLength).toBe(128 + 4 * 28 * 10);

  let closeCode: number | undefined;
  const client = createClient({
    url: `${address.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    on: { closed: (event) => (closeCode = (event as { code: number }).code) },
  });
  const query = 'subscription ($run: ID!) { runEvents(run: $run) { step } }';
  const watch = client.iterate({ query, variables: { run: toGlobalId('Run', run.id) } });
  await watch.next();
  const ended = watch.next().catch(() => 'ended');

  server.child.kill('SIGTERM');
  const [code] = (await once(server.child, 'exit')) as [number | null];
  expect(code).toBe(0);
  await ended;
  // Going away: clients look for another server.
  expect(closeCode).toBe(1001);
});

test('a port in use is one clear line, above what the system says', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const { child, output } = start({ PORT: `${port}`, LOG_LEVEL: 'warn' });
  const [code] = (await once(child, 'close')) as [number | null];
  other.close();
  expect(code).toBe(1);
  expect(output).toEqual([
    `gatescope server: PORT: another program listens on port ${port} of 127.0.0.1 already (PORT_IN_USE)`,
    `  listen EADDRINUSE: address already in use 127.0.0.1:${port}`,
  ]);
});

test.each([
  [
    'no database',
    { DATABASE_URL: '' },
    [/^gatescope server: DATABASE_URL: expected .*\(INVALID_CONFIGURATION\)$/],
  ],
  [
    'a foreign address',
    { HOST: '203.0.113.1', PORT: '0', LOG_LEVEL: 'warn' },
    [
      /^gatescope server: HOST: expected an address of this machine, got 203.0.113.1\. .*HOST=127.0.0.1 .*\(INVALID_CONFIGURATION\)$/,
      /^ {2}listen EADDRNOTAVAIL/,
    ],
  ],
])('%s is one clear line, above what the system says', async (_kind, environment, lines) => {
  const { child, output } = start(environment);
  const [code] = (await once(child, 'close')) as [number | null];
  expect(code).toBe(1);
  expect(output).toEqual(lines.map((line): unknown => expect.stringMatching(line)));
});
