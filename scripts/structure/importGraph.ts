import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import ts from 'typescript';

/** A file of a source folder and the other files there that it imports, as values or types. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

export interface SourceFile {
  /** Below the folder, with slashes. */
  path: string;
  lines: number;
  imports: readonly string[];
}

/** All TypeScript files of a folder, generated ones aside, by their paths. */
export function readSource(folder: string): SourceFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => /\.tsx?$/.test(name) && !name.includes('/generated/'))
    .sort()
    .map((path) => {
      const text = readFileSync(join(folder, path), 'utf8');
      return { path, lines: text.split('\n').length - 1, imports: importsOf(path, text) };
    });
}

/** What a file names in import, export from, import() and import types, where that is a file here. */
function importsOf(path: string, text: string): string[] {
  const { importedFiles } = ts.preProcessFile(text, true, true);
  const found = importedFiles
    .map(({ fileName }) => fileName)
    .filter((name) => name.startsWith('.'))
    .map((name) => posix.join(posix.dirname(path), name))
    .filter((name) => !name.startsWith('..') && !name.includes('/generated/'));
  return [...new Set(found)].sort();
}

export function graphOf(files: readonly SourceFile[]): ImportGraph {
  return new Map(files.map(({ path, imports }) => [path, imports]));
}

/**
 * The groups of files that import each other in a circle, directly or by way of others (Tarjan's
 * strongly connected components of more than one file).
 */
export function circles(graph: ImportGraph): string[][] {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const found: string[][] = [];
  const visit = (file: string): void => {
    order.set(file, order.size);
    lowest.set(file, order.get(file) as number);
    open.push(file);
    for (const imported of graph.get(file) ?? []) {
      if (!order.has(imported)) visit(imported);
      if (!open.includes(imported)) continue;
      lowest.set(file, Math.min(lowest.get(file) as number, lowest.get(imported) as number));
    }
    if (lowest.get(file) !== order.get(file)) return;
    const group = open.splice(open.indexOf(file));
    if (group.length > 1) found.push(group.sort());
  };
  for (const file of graph.keys()) if (!order.has(file)) visit(file);
  return found.sort((a, b) => (a[0] as string).localeCompare(b[0] as string));
}
