import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ensureCachedFolder, isCached } from '../../scripts/setup/cachedFolder.mjs';

let cache: string;
let folder: string;
let timesMade: number;
beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'gatescope-cache-'));
  folder = join(cache, 'thing-1.0');
  timesMade = 0;
});
afterEach(() => {
  rmSync(cache, { recursive: true });
});

function make(unfinished: string): Promise<void> {
  timesMade += 1;
  writeFileSync(join(unfinished, 'library'), 'machine code');
  return Promise.resolve();
}

test('is made once', async () => {
  await ensureCachedFolder(folder, make);
  await ensureCachedFolder(folder, make);
  expect(timesMade).toBe(1);
  expect(readdirSync(cache)).toEqual(['thing-1.0']);
});

test.each([
  ['changed', () => writeFileSync(join(folder, 'library'), 'machine c0de')],
  ['cut short', () => writeFileSync(join(folder, 'library'), 'machine')],
  ['lost', () => rmSync(join(folder, 'library'))],
])('is made again when a file of it was %s', async (_how, damage) => {
  await ensureCachedFolder(folder, make);
  damage();
  await ensureCachedFolder(folder, make);
  expect(timesMade).toBe(2);
  expect(readFileSync(join(folder, 'library'), 'utf8')).toBe('machine code');
});

test('does not appear when it could not be finished, and what was begun is not used', async () => {
  const fail = (unfinished: string): Promise<void> => {
    writeFileSync(join(unfinished, 'half'), '');
    return Promise.reject(new Error('no space left'));
  };
  await expect(ensureCachedFolder(folder, fail)).rejects.toThrow('no space left');
  expect(isCached(folder)).toBe(false);
  await ensureCachedFolder(folder, make);
  expect(readdirSync(folder).sort()).toEqual(['library', 'manifest.json']);
});
