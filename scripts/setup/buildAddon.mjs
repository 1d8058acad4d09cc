import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { NODE_MODULES } from './folders.mjs';
import { nodeHeaders } from './nodeHeaders.mjs';
import { SetupError } from './report.mjs';
import { lastLines, runProgram } from './runProgram.mjs';

/**
 * Compiles an addon with node-gyp. It is done in a folder of its own whose path has no space, `#` or
 * other sign that make takes for its own: the clone and the cache may have any.
 *
 * @param {object} addon
 * @param {string} addon.what for the report
 * @param {string[]} addon.sources files and folders, `binding.gyp` among them
 * @param {Record<string, string>} [addon.links] names in the folder, and what they lead to
 * @param {string[]} [addon.args] for node-gyp
 * @param {NodeJS.ProcessEnv} [addon.env]
 * @param {(built: string) => void} take is handed the folder with what was built
 */
export async function buildAddon({ what, sources, links = {}, args = [], env = {} }, take) {
  const work = mkdtempSync(join(plainTemporaryFolder(), 'gatescope-build-'));
  try {
    for (const source of sources) {
      cpSync(source, join(work, source.split('/').at(-1) ?? ''), { recursive: true });
    }
    for (const [name, target] of Object.entries(links)) symlinkSync(target, join(work, name));
    // A copy, since gyp follows links and writes where its files are into what make reads.
    cpSync(join(NODE_MODULES, 'node-gyp'), join(work, 'node-gyp'), { recursive: true });
    symlinkSync(NODE_MODULES, join(work, 'node_modules'));
    const { succeeded, output } = await runProgram(
      process.execPath,
      [
        ...['--preserve-symlinks', '--preserve-symlinks-main'],
        join(work, 'node-gyp', 'bin', 'node-gyp.js'),
        ...['rebuild', `--jobs=${String(availableParallelism())}`, ...headersIn(work), ...args],
      ],
      // Set to nothing, it would win over the argument.
      {
        cwd: work,
        env: { npm_config_nodedir: process.env.npm_config_nodedir || undefined, ...env },
      },
    );
    if (!succeeded) throw new SetupError(`${what} could not be built:\n${lastLines(output, 25)}`);
    take(join(work, 'build', 'Release'));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** @param {string} work @returns {string[]} a copy of the headers in the folder */
function headersIn(work) {
  const nodedir = nodeHeaders();
  if (nodedir === null) return [];
  const include = join('include', 'node');
  cpSync(join(nodedir, include), join(work, 'node', include), {
    recursive: true,
    dereference: true,
  });
  return [`--nodedir=${join(work, 'node')}`];
}

function plainTemporaryFolder() {
  const found = [tmpdir(), '/tmp', '/var/tmp'].find((folder) => /^[\w./-]+$/.test(folder));
  if (found !== undefined) return found;
  throw new SetupError(
    `TMPDIR: expected a path of letters without accents, digits and . _ - /, as make knows no other; got ${tmpdir()}`,
  );
}
