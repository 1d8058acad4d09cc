/*
 * Prints how src is put together: for each folder its files, lines and imports; and what must not be:
 * circles of imports (types included), imports against the grain, long files, and base names that two
 * files share. test/structure.test.ts holds src to it inside `npm test`. Another folder may be named,
 * such as the src of an earlier version: `npm run structure -- ../old/src`.
 */
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findFaults, folderOf, readSource } from './sourceTree.ts';

const SRC = fileURLToPath(new URL('../../src', import.meta.url));

const folder = resolve(process.argv[2] ?? SRC);
const files = readSource(folder);

const rows = new Map<string, { files: number; lines: number; imports: Map<string, number> }>();
for (const { path, lines, imports } of files) {
  const name = folderOf(path);
  const row = rows.get(name) ?? { files: 0, lines: 0, imports: new Map<string, number>() };
  rows.set(name, row);
  row.files++;
  row.lines += lines;
  for (const imported of imports.map(folderOf)) {
    if (imported !== name) row.imports.set(imported, (row.imports.get(imported) ?? 0) + 1);
  }
}
console.log(`${folder}: ${files.length} files\n`);
console.log(`${'folder'.padEnd(14)}${'files'.padStart(6)}${'lines'.padStart(8)}  imports`);
for (const [name, row] of rows) {
  const imports = [...row.imports].map(([from, count]) => `${from} ${count}`).join(', ');
  const figures = `${row.files}`.padStart(6) + `${row.lines}`.padStart(8);
  console.log(`${name.padEnd(14)}${figures}  ${imports}`);
}
for (const [fault, found] of Object.entries(findFaults(files))) {
  console.log(`\n${fault}: ${found.length}`);
  for (const one of found) console.log(`  ${one}`);
}
