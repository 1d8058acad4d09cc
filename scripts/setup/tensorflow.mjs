import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { ensureCachedFolder, isCached } from './cachedFolder.mjs';
import { NODE_MODULES } from './folders.mjs';
import { SetupError } from './report.mjs';
import { lastLines, runProgram } from './runProgram.mjs';
import { hasStamp, writeStamp } from './stamp.mjs';
import { BINDING, buildBinding } from './tensorflowBinding.mjs';
import { chooseBuild } from './tensorflowBuild.mjs';
import { fetchRuntime } from './tensorflowRuntime.mjs';
import { TENSORFLOW_VERSION } from './tensorflowWheels.mjs';
import { requireTools } from './tools.mjs';

const PACKAGE = join(NODE_MODULES, '@tensorflow', 'tfjs-node-gpu');
const LINKED_RUNTIME = join(PACKAGE, 'deps');
const LINKED_BINDING = join(PACKAGE, 'lib', 'napi-v8');

/**
 * TensorFlow's C libraries and the binding between them and @tensorflow/tfjs-node-gpu. Both lie in
 * the cache, for all clones; node_modules gets a link to the one and a copy of the other.
 *
 * @param {{ cacheFolder: string, tensorflow: string }} environment
 * @returns {import('./bringWhatIsMissing.mjs').Part}
 */
export function tensorflow({ cacheFolder, tensorflow: mode }) {
  const build = chooseBuild(mode);
  if (!build) return { what: 'no TensorFlow', isMissing: () => false, bring: async () => {} };
  const runtime = join(cacheFolder, `tensorflow-${TENSORFLOW_VERSION}-${build.name}`);
  return {
    what: `setting up TensorFlow ${TENSORFLOW_VERSION} (${build.name})`,
    isMissing: () => !existsSync(join(LINKED_RUNTIME, 'lib')) || !hasStamp(PACKAGE, runtime),
    bring: async () => {
      const binding = join(cacheFolder, bindingName());
      await requireTools({ toFetch: !isCached(runtime), toBuild: !isCached(binding) });
      await ensureCachedFolder(runtime, (folder) => fetchRuntime(build, cacheFolder, folder));
      await ensureCachedFolder(binding, (folder) => buildBinding(PACKAGE, runtime, folder));
      await link(runtime, binding);
    },
  };
}

/** The binding speaks Node-API 8, which every Node from 20 on has, so Node's version is no part. */
function bindingName() {
  const { version } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8'));
  const platform = `${process.platform}-${process.arch}`;
  return `tfjs-binding-${version}-tensorflow-${TENSORFLOW_VERSION}-${platform}-napi-8`;
}

/**
 * @param {string} runtime
 * @param {string} binding
 */
async function link(runtime, binding) {
  rmSync(LINKED_RUNTIME, { recursive: true, force: true });
  symlinkSync(runtime, LINKED_RUNTIME);
  mkdirSync(LINKED_BINDING, { recursive: true });
  // Put in place whole: a running program may have the present one open.
  copyFileSync(join(binding, BINDING), join(LINKED_BINDING, `${BINDING}.unfinished`));
  renameSync(join(LINKED_BINDING, `${BINDING}.unfinished`), join(LINKED_BINDING, BINDING));
  await tryToLoad(join(LINKED_BINDING, BINDING));
  writeStamp(PACKAGE, runtime);
}

/** @param {string} binding */
async function tryToLoad(binding) {
  const { succeeded, output } = await runProgram(process.execPath, [
    '--eval',
    'require(process.argv[1])',
    binding,
  ]);
  if (succeeded) return;
  throw new SetupError(
    `TensorFlow was set up but cannot be loaded on this machine:\n${lastLines(output, 8)}\n` +
      'GATESCOPE_TENSORFLOW=off goes on without it',
  );
}
