import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { afterEach, expect, test, vi } from 'vitest';

import { watchOver } from '../../src/programs/watchdog.ts';

const answering = fileURLToPath(new URL('answering.ts', import.meta.url));
const patience = { pingMs: 20, mostUnanswered: 50 };

let child: ChildProcess;
afterEach(() => void child.kill('SIGKILL'));

async function watched(hangs: () => void): Promise<void> {
  child = fork(answering, { execArgv: ['--import', 'tsx'] });
  watchOver(child, hangs, patience);
  await once(child, 'message');
}

test('a child that is stopped is told of and killed', async () => {
  const hangs = vi.fn();
  await watched(hangs);
  const ended = once(child, 'exit');
  child.kill('SIGSTOP');
  expect(await ended).toEqual([null, 'SIGKILL']);
  expect(hangs).toHaveBeenCalledOnce();
});

test('a child whose event loop stands still is killed', async () => {
  await watched(() => undefined);
  const ended = once(child, 'exit');
  child.send({ kind: 'hang' });
  expect(await ended).toEqual([null, 'SIGKILL']);
});

test('a child that answers lives, busy as it may be', async () => {
  const hangs = vi.fn();
  await watched(hangs);
  child.send({ kind: 'be busy' });
  // Longer than a hung one would live.
  await sleep(2 * patience.pingMs * patience.mostUnanswered);
  expect([hangs.mock.calls, child.exitCode, child.signalCode]).toEqual([[], null, null]);
});
