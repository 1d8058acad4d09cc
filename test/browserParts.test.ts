import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What a page in a browser imports: with all that these import themselves. */
const parts = ['src/networks', 'src/data/binarize.ts', 'src/formats/safetensors.ts'];

function filesOf(part: string): string[] {
  if (part.endsWith('.ts')) return [join(root, part)];
  return readdirSync(join(root, part), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(root, part, name));
}

/** What is wrong with these files where there are a browser's types alone, and none of Node. */
function problemsInBrowser(files: string[], sources?: Record<string, string>): string[] {
  const options: ts.CompilerOptions = {
    noEmit: true,
    strict: true,
    skipLibCheck: true,
    types: [],
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'],
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    allowImportingTsExtensions: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
  };
  const host = ts.createCompilerHost(options);
  const read = host.readFile.bind(host);
  host.readFile = (name) => sources?.[name] ?? read(name);
  const program = ts.createProgram(files, options, host);
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}

it('what a page imports needs nothing of Node', { timeout: 60_000 }, () => {
  expect(problemsInBrowser(parts.flatMap(filesOf))).toEqual([]);
});

it('a use of Node would be seen', { timeout: 60_000 }, () => {
  const file = join(root, 'src/networks/made-up.ts');
  const source =
    "import { join } from 'node:path';\nexport const bytes = Buffer.from(join('a', 'b'));";
  const problems = problemsInBrowser([file], { [file]: source });
  expect(problems.some((problem) => problem.includes('node:path'))).toBe(true);
  expect(problems.some((problem) => problem.includes('Buffer'))).toBe(true);
});
