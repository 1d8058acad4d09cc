import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ROOT } from '../../scripts/setup/folders.mjs';
import { acquireLock } from '../../scripts/setup/lock.mjs';

const lockModule = new URL('../../scripts/setup/lock.mjs', import.meta.url).href;
const runModule = new URL('../../scripts/setup/runProgram.mjs', import.meta.url).href;

let folder: string;
let started: ChildProcess[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gatescope-lock-'));
  started = [];
});
afterEach(() => {
  for (const child of started) child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

/** Another process that takes the lock, does something and keeps the lock until it is killed. */
async function holder(andThen = ''): Promise<ChildProcess> {
  const script = `
    const { acquireLock } = await import(${JSON.stringify(lockModule)});
    const { runProgram } = await import(${JSON.stringify(runModule)});
    await acquireLock(${JSON.stringify(folder)});
    ${andThen}
    console.log('held');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  started.push(child);
  await once(child.stdout, 'data');
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

test('one waits until the other has let go', async () => {
  const said = vi.spyOn(console, 'log').mockReturnValue();
  const release = await acquireLock(folder);
  let entered = false;
  const second = acquireLock(folder).then((releaseSecond) => {
    entered = true;
    return releaseSecond;
  });
  await wait(500);
  expect(entered).toBe(false);
  const whose = `waiting for the set-up of ${ROOT}, process ${process.pid} `;
  expect(said).toHaveBeenCalledWith(expect.stringContaining(whose));
  said.mockRestore();
  release();
  (await second)();
  expect(existsSync(join(folder, 'set-up.lock'))).toBe(false);
});

test('a killed holder is followed by one of those who wait, and only one', async () => {
  const first = await holder();
  const waiting = [acquireLock(folder), acquireLock(folder), acquireLock(folder)];
  let entered = 0;
  for (const lock of waiting) void lock.then(() => (entered += 1));
  await kill(first);
  const release = await Promise.race(waiting);
  await wait(500);
  expect(entered).toBe(1);
  release();
  for (let count = 2; count <= 3; count++) {
    await expect.poll(() => entered).toBe(count);
    rmSync(join(folder, 'set-up.lock'));
  }
});

test('a killed holder is waited for as long as a program that it started runs', async () => {
  const ends = join(folder, 'ends');
  const script = `
    const { existsSync } = require('node:fs');
    setInterval(() => existsSync(${JSON.stringify(ends)}) && process.exit(), 50);`;
  const first = await holder(
    `void runProgram(process.execPath, ['--eval', ${JSON.stringify(script)}]);`,
  );
  await kill(first);
  let entered = false;
  const lock = acquireLock(folder).then((release) => {
    entered = true;
    return release;
  });
  await wait(1000);
  expect(entered).toBe(false);
  writeFileSync(ends, '');
  (await lock)();
});

test('a folder that cannot be made is named', async () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  await expect(acquireLock(join(file, 'cache'))).rejects.toThrow(
    `${join(file, 'cache')} cannot be written (ENOTDIR); GATESCOPE_CACHE names another folder`,
  );
});
