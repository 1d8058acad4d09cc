import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';

import { RunEvents } from '../../src/jobs/runEvents.ts';
import type { RunEventMessage, RunProgress } from '../../src/jobs/runEventMessage.ts';
import { createLogger } from '../../src/logger.ts';
import { connection } from '../../src/postgres/startCluster.ts';
import { openTestDatabase } from '../postgres/testDatabase.ts';

const database = await openTestDatabase();
afterAll(() => database.drop());

const logger = createLogger('test', 'silent');
let server: RunEvents;
let worker: RunEvents;
beforeEach(() => {
  server = new RunEvents(database.url, logger);
  worker = new RunEvents(database.url, logger);
});
afterEach(() => Promise.all([server.close(), worker.close()]));

const refetch = { kind: 'refetch' };

function progress(runId: string, step: number, ended = false): Omit<RunProgress, 'kind'> {
  return { runId, step, loss: 0.25, accuracy: null, examplesPerSecond: 1e4, secondsLeft: 9, ended };
}

/** A subscription that misses nothing from now on. */
async function subscribed(runId: string): Promise<AsyncIterator<RunEventMessage>> {
  const messages = server.subscribe(runId);
  expect(await messages.next()).toEqual({ done: false, value: refetch });
  return messages;
}

/** The next message that tells something; on a slow machine others may come in between. */
async function nextProgress(messages: AsyncIterator<RunEventMessage>): Promise<RunEventMessage> {
  for (;;) {
    const next = await messages.next();
    if (next.done === true) throw new Error('the subscription ended');
    if (next.value.kind === 'progress') return next.value;
  }
}

test('subscribers of a run get its messages, and those of no other run', async () => {
  const [one, alsoOne, two] = [
    await subscribed('one'),
    await subscribed('one'),
    await subscribed('two'),
  ];
  await worker.publish(progress('one', 1));
  for (const messages of [one, alsoOne]) {
    expect((await messages.next()).value).toEqual({ kind: 'progress', ...progress('one', 1) });
  }
  await worker.publish(progress('two', 2));
  expect((await two.next()).value).toEqual({ kind: 'progress', ...progress('two', 2) });
});

test('a subscription ends after the message of the run’s end', async () => {
  const messages = await subscribed('run');
  await worker.publish(progress('run', 5, true));
  expect((await messages.next()).value).toMatchObject({ step: 5, ended: true });
  expect(await messages.next()).toEqual({ done: true, value: undefined });
  expect(server.subscriptions).toBe(0);
});

test('a subscriber that leaves is forgotten', async () => {
  for await (const message of server.subscribe('run')) {
    expect(message).toEqual(refetch);
    expect(server.subscriptions).toBe(1);
    break;
  }
  expect(server.subscriptions).toBe(0);
});

test('messages come from other processes', async () => {
  const messages = await subscribed('elsewhere');
  const child = spawn(
    process.execPath,
    [
      '--import',
      'tsx',
      join(import.meta.dirname, 'publishingWorker.ts'),
      database.url,
      'elsewhere',
    ],
    { stdio: 'inherit' },
  );
  const exit = once(child, 'exit');
  expect(await nextProgress(messages)).toMatchObject({
    step: 1,
    loss: 0.5,
    secondsLeft: 3,
    ended: true,
  });
  expect(await exit).toEqual([0, null]);
});

test('when the connection is lost, subscribers are told to look again, and get what comes then', async () => {
  const messages = await subscribed('run');
  const administrator = connection(database.url);
  await administrator.connect();
  await administrator.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE application_name = 'gatescope notifications' AND datname = current_database()`,
  );
  expect((await messages.next()).value).toEqual(refetch);
  await worker.publish(progress('run', 7));
  expect((await messages.next()).value).toMatchObject({ kind: 'progress', step: 7 });
  await administrator.query(`SELECT pg_notify('gatescope_run_events', 'nonsense')`);
  await administrator.end();
  await worker.publish(progress('run', 8));
  expect((await messages.next()).value).toMatchObject({ kind: 'progress', step: 8 });
});

test('closing ends every subscription', async () => {
  const closing = new RunEvents(database.url, logger);
  const messages = closing.subscribe('run');
  expect((await messages.next()).value).toEqual(refetch);
  const waiting = messages.next();
  await closing.close();
  expect(await waiting).toEqual({ done: true, value: undefined });
});

test('without Postgres a message is lost, and nothing else', async () => {
  const lonely = new RunEvents('postgresql://nobody@127.0.0.1:1/none', logger);
  await lonely.publish(progress('run', 1));
  const messages = lonely.subscribe('run');
  const waiting = messages.next();
  await lonely.close();
  expect(await waiting).toEqual({ done: true, value: undefined });
});
