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

/** The folder of src that a file is in, or the file itself. */
export function folderOf(path: string): string {
  return path.split('/', 1)[0] as string;
}

const MOST_LINES = 250;

/**
 * What src is made of, from the ground up. An import of what stands above goes against the grain; what
 * stands side by side is left to import-borders.js. Plain routes and resolvers are doors to the service,
 * side by side as well: a route that goes through the resolvers goes against the grain, too.
 */
const levels = [
  ['errors.ts', 'namedArray.ts'],
  ['networks', 'formats', 'figures'],
  ['data', 'zoo'],
  ['engines'],
  ['config.ts', 'store', 'training', 'inspection'],
  ['logger.ts'],
  ['postgres', 'jobs'],
  ['work', 'service'],
  ['schema'],
  ['resolvers'],
  ['http', 'web'],
  ['programs'],
  ['main.ts', 'server.ts', 'worker.ts'],
];

function goesAgainstTheGrain(path: string, imported: string): boolean {
  const isRoute = path.startsWith('http/routes/');
  return levelOf(imported) > levelOf(path) || (isRoute && folderOf(imported) === 'resolvers');
}

export type Faults = Record<
  | 'circles of imports'
  | 'imports against the grain'
  | 'files over 250 lines'
  | 'base names of several files',
  string[]
>;

export function findFaults(files: readonly SourceFile[]): Faults {
  const graph = new Map(files.map(({ path, imports }) => [path, imports]));
  return {
    'circles of imports': circles(graph).map((group) => group.join(' ')),
    'imports against the grain': files.flatMap(({ path, imports }) =>
      imports
        .filter((imported) => goesAgainstTheGrain(path, imported))
        .map((imported) => `${path} ${imported}`),
    ),
    'files over 250 lines': files.filter(({ lines }) => lines > MOST_LINES).map(({ path }) => path),
    'base names of several files': sharedNames(files).map((group) => group.join(' ')),
  };
}

function levelOf(path: string): number {
  const level = levels.findIndex((folders) => folders.includes(folderOf(path)));
  // A folder that has no place here is above all, so that who adds one hears of it.
  return level === -1 ? levels.length : level;
}

/**
 * Files of one base name. The type of the API in src/schema has the name of what it describes, which
 * is the same thing; and src/web is a program of its own, compared with itself alone.
 */
function sharedNames(files: readonly SourceFile[]): string[][] {
  const groups = new Map<string, string[]>();
  for (const { path } of files) {
    const folder = folderOf(path);
    if (folder === 'schema') continue;
    const name = `${folder === 'web' ? 'web ' : ''}${posix.basename(path)}`;
    groups.set(name, [...(groups.get(name) ?? []), path]);
  }
  return [...groups.values()].filter((group) => group.length > 1);
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
