import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const run = promisify(execFile);

it('holds the files of src to the import borders, and floating promises to be awaited', async () => {
  const file = join(root, 'src/networks/exampleOfTheLinter.ts');
  onTestFinished(() => rmSync(file));
  writeFileSync(file, "import '../errors.ts';\nimport 'pino';\nPromise.resolve();\n");
  const linter = join(root, 'node_modules/oxlint/bin/oxlint');
  const failing = run(process.execPath, [linter, '--format=unix', file], { cwd: root });
  await expect(failing).rejects.toMatchObject({
    stdout: expect.stringMatching(/gatescope\(import-borders\)[^]*no-floating-promises/) as string,
  });
});

it('is switched off by no comment: an exception stands in .oxlintrc.json, with its reason', () => {
  const files = ['src', 'test', 'bench', 'scripts', 'examples'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.m?[jt]s$/.test(name) && !name.startsWith('store/generated'))
      .map((name) => join(folder, name)),
  );
  const comment = /(?:es|ox)lint-(?:dis|en)able/;
  expect(files.filter((name) => comment.test(readFileSync(join(root, name), 'utf8')))).toEqual([]);
  expect(files).toContain('src/main.ts');
});
