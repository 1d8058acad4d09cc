import { cpSync, existsSync, mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { NODE_MODULES } from './folders.mjs';
import { say, SetupError } from './report.mjs';
import { lastLines, runProgram } from './runProgram.mjs';

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
  const work = join(folder, 'work');
  mkdirSync(work);
  cpSync(join(packageFolder, 'binding'), join(work, 'binding'), { recursive: true });
  cpSync(join(packageFolder, 'binding.gyp'), join(work, 'binding.gyp'));
  symlinkSync(runtime, join(work, 'deps'));
  const { succeeded, output } = await runProgram(
    process.execPath,
    [
      join(NODE_MODULES, 'node-gyp', 'bin', 'node-gyp.js'),
      ...['rebuild', `--jobs=${String(availableParallelism())}`, ...headers()],
      // What node-pre-gyp would say to binding.gyp.
      ...['--napi_build_version=8', '--module_name=tfjs_binding', '--module_path=built'],
    ],
    { cwd: work, env: { LDFLAGS: runtimePathFlags() } },
  );
  if (!succeeded) {
    throw new SetupError(`the TensorFlow binding could not be built:\n${lastLines(output, 25)}`);
  }
  renameSync(join(work, 'build', 'Release', BINDING), join(folder, BINDING));
  rmSync(work, { recursive: true });
}

/**
 * Most installations of Node bring their headers; without them node-gyp downloads them, unless its
 * own setting `nodedir` says where they are.
 */
export function headers() {
  const prefix = dirname(dirname(process.execPath));
  const brought = existsSync(join(prefix, 'include', 'node', 'node_api.h'));
  return brought && !process.env.npm_config_nodedir ? [`--nodedir=${prefix}`] : [];
}

/** On macOS the package's build looks for another name of the library than ours has. */
function runtimePathFlags() {
  const given = process.env.LDFLAGS ?? '';
  const path = '-Wl,-rpath,@loader_path/../../deps/lib';
  return process.platform === 'darwin' ? `${given} ${path}` : given;
}
