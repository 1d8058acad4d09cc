import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, it } from 'vitest';

const src = fileURLToPath(new URL('../src', import.meta.url));
const manifest = new URL('../package.json', import.meta.url);

/** Names of the packages that a file imports. */
function packagesIn(file: string): string[] {
  return ts
    .preProcessFile(readFileSync(join(src, file), 'utf8'))
    .importedFiles.map(({ fileName }) => fileName)
    .filter((name) => !/^(\.|node:)/.test(name) && !builtinModules.includes(name))
    .map((name) => name.split('/', name.startsWith('@') ? 2 : 1).join('/'));
}

it('what the programs import is installed where only they are to run', () => {
  // The dashboard is bundled: none of its packages is loaded where it is served.
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && !name.startsWith('web/'),
  );
  const imported = new Set(files.flatMap(packagesIn));
  const { dependencies } = JSON.parse(readFileSync(manifest, 'utf8')) as {
    dependencies: Record<string, string>;
  };
  expect(imported).toContain('pino-pretty');
  expect([...imported].filter((name) => !Object.hasOwn(dependencies, name))).toEqual([]);
});
