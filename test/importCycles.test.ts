import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, it } from 'vitest';

const src = fileURLToPath(new URL('../src', import.meta.url));

type Graph = Map<string, string[]>;

/** Each file and the files of src that it imports when it is loaded, so without types and import(). */
function importGraph(): Graph {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.tsx?$/.test(name),
  );
  return new Map(files.map((file) => [file, importsOf(file)]));
}

function importsOf(file: string): string[] {
  const source = ts.createSourceFile(
    file,
    readFileSync(join(src, file), 'utf8'),
    ts.ScriptTarget.Latest,
  );
  return source.statements
    .filter((statement) => !isTypeOnly(statement))
    .map((statement) => (statement as ts.ImportDeclaration | ts.ExportDeclaration).moduleSpecifier)
    .filter((specifier) => specifier !== undefined && ts.isStringLiteral(specifier))
    .filter(({ text }) => text.startsWith('.'))
    .map(({ text }) => join(dirname(file), text));
}

function isTypeOnly(statement: ts.Statement): boolean {
  if (ts.isImportDeclaration(statement))
    return statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
  return ts.isExportDeclaration(statement) ? statement.isTypeOnly : false;
}

/** A cycle that can be reached from a file, as `a → b → a`. */
function findCycle(graph: Graph, file: string, path: string[], done: Set<string>): string | null {
  if (path.includes(file)) return [...path.slice(path.indexOf(file)), file].join(' → ');
  if (done.has(file)) return null;
  for (const imported of graph.get(file) ?? []) {
    const cycle = findCycle(graph, imported, [...path, file], done);
    if (cycle !== null) return cycle;
  }
  done.add(file);
  return null;
}

it('no file of src imports itself by way of others', () => {
  const graph = importGraph();
  expect(graph.get('main.ts')?.length).toBeGreaterThan(0);
  // The types of the API refer to each other, as the API does; TypeGraphQL defers that by functions.
  for (const [file, imports] of graph) {
    if (!file.startsWith('schema/')) continue;
    graph.set(
      file,
      imports.filter((imported) => !imported.startsWith('schema/')),
    );
  }
  const done = new Set<string>();
  for (const file of graph.keys()) expect(findCycle(graph, file, [], done)).toBeNull();
});

it('a cycle is found', () => {
  const graph = new Map([
    ['a', ['b']],
    ['b', ['c', 'd']],
    ['d', ['b']],
  ]);
  expect(findCycle(graph, 'a', [], new Set())).toBe('b → d → b');
});
