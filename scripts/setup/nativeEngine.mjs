import { existsSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { inClone, NODE_MODULES } from './folders.mjs';
import { say, SetupError } from './report.mjs';
import { isInstalled, lastLines, runProgram } from './runProgram.mjs';
import { hasStamp, hashOf, writeStamp } from './stamp.mjs';
import { headers } from './tensorflowBinding.mjs';
import { compiler } from './tools.mjs';

const FOLDER = inClone('native');
const BUILT = join(FOLDER, 'build', 'Release');

/**
 * The addon with the native engine. Without a compiler the set-up goes on: AUTO then means TensorFlow.
 *
 * @returns {import('./bringWhatIsMissing.mjs').Part}
 */
export function nativeEngine() {
  return {
    what: 'building the native engine (half a minute)',
    isMissing: () => !hasStamp(BUILT, source()),
    bring: build,
  };
}

/** Node-API is the same in every version of Node, so the addon need not be built again for another. */
function source() {
  return hashOf([join(FOLDER, 'src'), join(FOLDER, 'binding.gyp')]);
}

async function build() {
  const missing = [
    ...(isInstalled(compiler()) ? [] : ['g++']),
    ...['make', 'python3'].filter((tool) => !isInstalled(tool)),
  ];
  if (missing.length > 0) {
    const names = missing.join(' ');
    say(`going on without the native engine, as ${names} is missing (apt install ${names})`);
    return;
  }
  const builtFrom = source();
  // Not overwritten in place: a running process may have the old one loaded.
  if (existsSync(BUILT)) rmSync(BUILT, { recursive: true });
  const { succeeded, output } = await runProgram(
    process.execPath,
    [
      join(NODE_MODULES, 'node-gyp', 'bin', 'node-gyp.js'),
      ...['rebuild', `--jobs=${String(availableParallelism())}`, ...headers()],
    ],
    { cwd: FOLDER },
  );
  if (!succeeded) {
    throw new SetupError(`the native engine could not be built:\n${lastLines(output, 25)}`);
  }
  writeStamp(BUILT, builtFrom);
}
