import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { inClone, NODE_MODULES, ROOT } from './folders.mjs';
import { SetupError } from './report.mjs';
import { lastLines, runProgram } from './runProgram.mjs';
import { hasStamp, hashOf, writeStamp } from './stamp.mjs';

const COMPILED = inClone('dist');
/** Beside the other, so that the source maps stay right when it takes its place. */
const UNFINISHED = inClone('dist.unfinished');
/** A part of both src and dist that another part of the set-up builds. */
const DASHBOARD = 'web';

/** @returns {import('./bringWhatIsMissing.mjs').Part} */
export function compiledPrograms() {
  return {
    what: 'compiling',
    isMissing: () => !hasStamp(COMPILED, source()),
    bring: compile,
  };
}

function source() {
  const programs = readdirSync(inClone('src')).filter((part) => part !== DASHBOARD);
  return hashOf([
    ...programs.map((part) => inClone('src', part)),
    inClone('tsconfig.json'),
    inClone('tsconfig.build.json'),
    `${NODE_MODULES}/typescript-7/package.json`,
  ]);
}

/** Types are not checked here: that is a check of `npm test`, and takes longer. */
async function compile() {
  const compiledFrom = source();
  rmSync(UNFINISHED, { recursive: true, force: true });
  const { succeeded, output } = await runProgram(
    process.execPath,
    [
      `${NODE_MODULES}/typescript-7/bin/tsc`,
      ...['--project', inClone('tsconfig.build.json')],
      ...['--outDir', UNFINISHED, '--noCheck'],
    ],
    { cwd: ROOT },
  );
  if (!succeeded) throw new SetupError(`the compiler failed:\n${lastLines(output, 15)}`);
  const dashboard = join(COMPILED, DASHBOARD);
  if (existsSync(dashboard)) renameSync(dashboard, join(UNFINISHED, DASHBOARD));
  writeStamp(UNFINISHED, compiledFrom);
  rmSync(COMPILED, { recursive: true, force: true });
  renameSync(UNFINISHED, COMPILED);
}
