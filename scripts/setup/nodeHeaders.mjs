import { cpSync, existsSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inClone, NODE_MODULES } from './folders.mjs';

/** Beside the packages that it is made of, and gone with them. */
const FOLDER = join(NODE_MODULES, '.node-headers');

/**
 * The folder of Node's headers for node-gyp, which would else download them from Node's site. Most
 * installations of Node bring them; npm's own package `node` does not, and then those of Node-API are
 * enough, which is all that both addons use.
 *
 * @param {object} [machine]
 * @param {string} [machine.prefix] where Node is installed
 * @param {string | undefined} [machine.given] node-gyp's own setting, which goes first
 * @returns {string | null} null where node-gyp knows it by its own setting
 */
export function nodeHeaders({
  prefix = dirname(dirname(process.execPath)),
  given = process.env.npm_config_nodedir,
} = {}) {
  if (given) return null;
  const brought = existsSync(join(prefix, 'include', 'node', 'node_api.h'));
  return brought ? prefix : headersOfNodeApi();
}

function headersOfNodeApi() {
  const include = join(FOLDER, 'include', 'node');
  rmSync(FOLDER, { recursive: true, force: true });
  cpSync(join(NODE_MODULES, 'node-api-headers', 'include'), include, { recursive: true });
  cpSync(inClone('scripts', 'setup', 'common.gypi'), join(include, 'common.gypi'));
  return FOLDER;
}
