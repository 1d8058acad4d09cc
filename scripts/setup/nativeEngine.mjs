import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildAddon } from './buildAddon.mjs';
import { inClone } from './folders.mjs';
import { say } from './report.mjs';
import { isInstalled } from './runProgram.mjs';
import { hasStamp, hashOf, writeStamp } from './stamp.mjs';
import { compiler } from './tools.mjs';

const FOLDER = inClone('native');
const BUILT = join(FOLDER, 'build', 'Release');
const ADDON = 'gatescope_native.node';

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
  const sources = [join(FOLDER, 'src'), join(FOLDER, 'binding.gyp')];
  await buildAddon({ what: 'the native engine', sources }, (built) => {
    // Not overwritten in place: a running process may have the old one loaded.
    rmSync(BUILT, { recursive: true, force: true });
    mkdirSync(BUILT, { recursive: true });
    cpSync(join(built, ADDON), join(BUILT, ADDON));
  });
  writeStamp(BUILT, builtFrom);
}
