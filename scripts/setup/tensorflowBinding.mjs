import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { buildAddon } from './buildAddon.mjs';
import { say } from './report.mjs';

export const BINDING = 'tfjs_binding.node';

/**
 * Compiles the package's C++ sources against the runtime, and leaves the binding in a folder. The
 * package's own build does this six times, once for each version of Node-API that it knows.
 *
 * @param {string} packageFolder
 * @param {string} runtime
 * @param {string} folder
 */
export async function buildBinding(packageFolder, runtime, folder) {
  say('building the TensorFlow binding (about a minute)');
  const addon = {
    what: 'the TensorFlow binding',
    sources: [join(packageFolder, 'binding'), join(packageFolder, 'binding.gyp')],
    links: { deps: runtime },
    // What node-pre-gyp would say to binding.gyp.
    args: ['--napi_build_version=8', '--module_name=tfjs_binding', '--module_path=built'],
    env: { LDFLAGS: runtimePathFlags() },
  };
  await buildAddon(addon, (built) => cpSync(join(built, BINDING), join(folder, BINDING)));
}

/** On macOS the package's build looks for another name of the library than ours has. */
function runtimePathFlags() {
  const given = process.env.LDFLAGS ?? '';
  const path = '-Wl,-rpath,@loader_path/../../deps/lib';
  return process.platform === 'darwin' ? `${given} ${path}` : given;
}
