import { expect, test } from 'vitest';

import { RecentlyUsed } from '../../../src/service/limits/recentlyUsed.ts';

test('a failure is not kept, and takes nothing with it that came after', async () => {
  const kept = new RecentlyUsed<string>(10);
  let fail: (error: Error) => void = () => undefined;
  const failing = kept.get('a', 10, () => new Promise((_, reject) => (fail = reject)));
  // Makes room for itself, so that `a` is made anew while the first making is still under way.
  await kept.get('b', 10, () => Promise.resolve('b'));
  await expect(kept.get('a', 10, () => Promise.resolve('again'))).resolves.toBe('again');
  fail(new Error('gone'));
  await expect(failing).rejects.toThrow('gone');
  await expect(kept.get('a', 10, () => Promise.resolve('a third time'))).resolves.toBe('again');
});
