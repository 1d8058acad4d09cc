import { expect, test, vi } from 'vitest';

import { ConcurrencyLimit } from '../../../src/service/limits/concurrencyLimit.ts';

/** Tasks that run until they are let go, and the order in which they began. */
function held(limit: ConcurrencyLimit) {
  const began: string[] = [];
  const releases = new Map<string, () => void>();
  return {
    began,
    start: (name: string) =>
      limit.run(async () => {
        began.push(name);
        await new Promise<void>((resolve) => releases.set(name, resolve));
        return name;
      }),
    async release(name: string) {
      releases.get(name)?.();
      await new Promise(setImmediate);
    },
  };
}

test('so many run, so many wait in their order, and the next is turned away', async () => {
  const limit = new ConcurrencyLimit('tasks', 2, 2);
  const tasks = held(limit);
  const { began, start } = tasks;
  const running = ['a', 'b', 'c', 'd'].map(start);
  await expect(start('e')).rejects.toMatchObject({
    code: 'BUSY',
    message: 'Too many tasks wait already (2); ask again in a second.',
  });
  expect(began).toEqual(['a', 'b']);
  expect([limit.running, limit.waiting]).toEqual([2, 2]);

  await tasks.release('b');
  expect(began).toEqual(['a', 'b', 'c']);
  await tasks.release('a');
  expect(began).toEqual(['a', 'b', 'c', 'd']);
  await tasks.release('c');
  await tasks.release('d');
  expect(await Promise.all(running)).toEqual(['a', 'b', 'c', 'd']);
  expect([limit.running, limit.waiting]).toEqual([0, 0]);
});

test('one that fails gives its place to the next', async () => {
  const limit = new ConcurrencyLimit('tasks', 1, 1);
  const failed = limit.run(() => Promise.reject(new Error('damaged')));
  const next = limit.run(() => Promise.resolve('done'));
  await expect(failed).rejects.toThrow('damaged');
  expect(await next).toBe('done');
  expect(limit.running).toBe(0);
});

test('what nobody waits for any more is left undone, and keeps no place', async () => {
  const limit = new ConcurrencyLimit('tasks', 1, 2);
  const tasks = held(limit);
  const running = tasks.start('a');
  const client = new AbortController();
  const begun = vi.fn();
  const abandoned = limit.run(() => Promise.resolve(begun()), client.signal);
  const next = tasks.start('c');
  client.abort();
  await expect(abandoned).rejects.toMatchObject({ code: 'CLIENT_GONE' });
  expect(limit.waiting).toBe(1);
  await expect(limit.run(() => Promise.resolve(begun()), client.signal)).rejects.toMatchObject({
    code: 'CLIENT_GONE',
  });

  await tasks.release('a');
  expect(tasks.began).toEqual(['a', 'c']);
  await tasks.release('c');
  await Promise.all([running, next]);
  expect(begun).not.toHaveBeenCalled();
  expect([limit.running, limit.waiting]).toEqual([0, 0]);
});
