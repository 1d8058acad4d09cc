import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const folder = new URL('../docs/decisions/', import.meta.url);
const read = (file: string) => readFileSync(new URL(file, folder), 'utf8');
const titleOf = (file: string) => read(file).split('\n')[0]?.replace(/^# /, '');

it('docs/decisions/README.md lists every decision by its title, in order', () => {
  const files = readdirSync(folder).filter((name) => name !== 'README.md');
  const listed = read('README.md')
    .split('\n')
    .filter((line) => line.startsWith('- '));
  expect(listed).toEqual(files.sort().map((file) => `- [${titleOf(file)}](${file})`));
});
