import { fileURLToPath } from 'node:url';
import { describe, expect, it, test } from 'vitest';
import { free, parts } from '../import-borders.js';
import { circles, findFaults, folderOf, readSource } from '../scripts/structure/sourceTree.ts';

const src = readSource(fileURLToPath(new URL('../src', import.meta.url)));

/**
 * What is known and not mended yet. An entry that is mended must go, too. Generated files may be as long
 * as they like.
 */
const known = {
  'circles of imports': [],
  'imports against the grain': [],
  'files over 250 lines': ['web/api/documents.ts'],
  'base names of several files': [
    'web/look/models.ts web/zoo/models.ts',
    'web/look/picture.ts web/state/picture.ts',
  ],
};

test('src has no fault that is not known (npm run structure)', () => {
  expect(src.length).toBeGreaterThan(100);
  expect(findFaults(src)).toEqual(known);
});

test('every folder of src has a place in the table of levels and a row in import-borders.js', () => {
  const folders = [...new Set(src.map(({ path }) => folderOf(path)))];
  const rows = [...Object.keys(parts), ...free];
  expect(folders.filter((folder) => !rows.includes(folder))).toEqual([]);
});

describe('a fault is found:', () => {
  const file = (path: string, imports: string[] = [], lines = 1) => ({ path, imports, lines });

  it('a circle, with all that is in it', () => {
    const graph = new Map([
      ['a', ['b']],
      ['b', ['c', 'd']],
      ['c', []],
      ['d', ['e']],
      ['e', ['b', 'c']],
    ]);
    expect(circles(graph)).toEqual([['b', 'd', 'e']]);
  });

  it('an import of what is above, or of what has no place', () => {
    const files = [
      file('service/a.ts', ['resolvers/b.ts', 'store/c.ts']),
      file('resolvers/b.ts', ['nowhere/d.ts']),
      file('http/routes/e.ts', ['resolvers/b.ts', 'service/a.ts']),
      file('http/app.ts', ['resolvers/b.ts']),
    ];
    expect(findFaults(files)['imports against the grain']).toEqual([
      'service/a.ts resolvers/b.ts',
      'resolvers/b.ts nowhere/d.ts',
      'http/routes/e.ts resolvers/b.ts',
    ]);
  });

  it('a long file', () => {
    const files = [file('data/a.ts', [], 250), file('data/b.ts', [], 251)];
    expect(findFaults(files)['files over 250 lines']).toEqual(['data/b.ts']);
  });

  it('a base name that two files share, but for the API’s type of the same thing', () => {
    const files = ['data/a.ts', 'store/a.ts', 'schema/a.ts', 'web/a.ts', 'web/b.ts', 'web/x/b.ts'];
    const found = findFaults(files.map((path) => file(path)))['base names of several files'];
    expect(found).toEqual(['data/a.ts store/a.ts', 'web/b.ts web/x/b.ts']);
  });
});
