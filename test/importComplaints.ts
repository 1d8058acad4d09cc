import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const config = {
  plugins: [],
  jsPlugins: ['./scripts/lint/plugin.mjs'],
  categories: { correctness: 'off' },
  rules: { 'gatescope/import-borders': 'error' },
};

/** A file below src, and what stands in it. In a folder its name is of no importance. */
export type ImportExample = readonly [file: string, code: string];

/** What the linter says of the imports in each example, by its code; one run for all of them. */
export async function importComplaints(
  examples: readonly ImportExample[],
): Promise<(file: string, code: string) => string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'gatescope-imports-'));
  try {
    cpSync(join(root, 'import-borders.js'), join(folder, 'import-borders.js'));
    cpSync(join(root, 'scripts/lint'), join(folder, 'scripts/lint'), { recursive: true });
    writeFileSync(join(folder, '.oxlintrc.json'), JSON.stringify(config));
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    const files = examples.map(([file], n) => join('src', uniqueName(file, n)));
    for (const [n, file] of files.entries()) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), examples[n]![1], { flag: 'wx' });
    }
    const diagnostics = await lint(folder);
    return (file, code) => {
      const n = examples.findIndex(([name, text]) => name === file && text === code);
      if (n < 0) throw new Error(`not among the examples: ${file}, ${code}`);
      return diagnostics.filter(({ filename }) => filename === files[n]).map((one) => one.message);
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Examples at the top of src keep their names, which have rows. */
function uniqueName(file: string, n: number): string {
  return file.includes('/') ? join(dirname(file), `example${n}.ts`) : file;
}

interface Diagnostic {
  filename: string;
  message: string;
}

function lint(folder: string): Promise<Diagnostic[]> {
  const linter = join(root, 'node_modules/oxlint/bin/oxlint');
  return new Promise((resolve) => {
    execFile(process.execPath, [linter, '--format=json', '.'], { cwd: folder }, (_, stdout) => {
      resolve((JSON.parse(stdout) as { diagnostics: Diagnostic[] }).diagnostics);
    });
  });
}
