import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { inClone, NODE_MODULES, ROOT } from './folders.mjs';
import { SetupError } from './report.mjs';
import { lastLines, runProgram } from './runProgram.mjs';
import { hasStamp, hashOf, writeStamp } from './stamp.mjs';

const BUILT = inClone('dist', 'web');

/**
 * The pages of the dashboard as browsers get them: vite.config.ts says how they are made.
 *
 * @returns {import('./bringWhatIsMissing.mjs').Part}
 */
export function dashboard() {
  return {
    what: 'building the dashboard',
    isMissing: () => !hasStamp(BUILT, source()),
    bring: build,
  };
}

/** The pages, and what they share with the service. */
function source() {
  return hashOf([
    ...['web', 'networks', 'figures', 'data', 'formats', 'errors.ts'].map((part) =>
      inClone('src', part),
    ),
    inClone('vite.config.ts'),
    ...['vite', 'preact', 'uplot', '@urql/core', '@fontsource-variable/inter'].map((name) =>
      join(NODE_MODULES, name, 'package.json'),
    ),
  ]);
}

async function build() {
  const builtFrom = source();
  rmSync(BUILT, { recursive: true, force: true });
  const { succeeded, output } = await runProgram(
    process.execPath,
    [join(NODE_MODULES, 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn'],
    { cwd: ROOT },
  );
  if (!succeeded) {
    throw new SetupError(`the dashboard could not be built:\n${lastLines(output, 25)}`);
  }
  writeStamp(BUILT, builtFrom);
}
