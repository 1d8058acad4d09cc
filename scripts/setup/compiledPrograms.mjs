import { renameSync, rmSync } from 'node:fs';
import { inClone, NODE_MODULES, ROOT } from './folders.mjs';
import { SetupError } from './report.mjs';
import { lastLines, runProgram } from './runProgram.mjs';
import { hasStamp, hashOf, writeStamp } from './stamp.mjs';

const COMPILED = inClone('dist');
/** Beside the other, so that the source maps stay right when it takes its place. */
const UNFINISHED = inClone('dist.unfinished');

/** @returns {import('./bringWhatIsMissing.mjs').Part} */
export function compiledPrograms() {
  return {
    what: 'compiling',
    isMissing: () => !hasStamp(COMPILED, source()),
    bring: compile,
  };
}

function source() {
  return hashOf([
    inClone('src'),
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
  writeStamp(UNFINISHED, compiledFrom);
  rmSync(COMPILED, { recursive: true, force: true });
  renameSync(UNFINISHED, COMPILED);
}
