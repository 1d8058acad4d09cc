import { SetupError } from './report.mjs';
import { isInstalled, runProgram } from './runProgram.mjs';

/**
 * Checks for the tools that the set-up of TensorFlow needs.
 *
 * @param {{ toFetch: boolean, toBuild: boolean }} needs
 * @throws {SetupError} that names each missing tool and its Debian package
 */
export async function requireTools({ toFetch, toBuild }) {
  /** @type {[tool: string, debianPackage: string][]} */
  const missing = [];
  if ((toFetch || toBuild) && !isInstalled('python3')) missing.push(['python3', 'python3']);
  if (toFetch && !(await hasPip())) missing.push(['pip for python3', 'python3-pip']);
  if (toBuild && !isInstalled(compiler())) missing.push([compiler(), 'g++']);
  if (toBuild && !isInstalled('make')) missing.push(['make', 'make']);
  if (missing.length === 0) return;
  throw new SetupError(
    [
      ...missing.map(
        ([tool, name]) => `${tool} is missing; on Debian or Ubuntu: apt install ${name}`,
      ),
      'TensorFlow needs it; GATESCOPE_TENSORFLOW=off goes on without TensorFlow',
    ].join('\n'),
  );
}

async function hasPip() {
  const { succeeded } = await runProgram('python3', ['-m', 'pip', '--version']);
  return succeeded;
}

/** What make will call. */
export function compiler() {
  return process.env.CXX?.split(' ')[0] || (process.platform === 'darwin' ? 'c++' : 'g++');
}
