import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { noteChild } from './lock.mjs';

/**
 * Runs a program to its end. Ctrl-C or SIGTERM ends it with the set-up.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {object} [options]
 * @param {string} [options.cwd]
 * @param {NodeJS.ProcessEnv} [options.env] besides the present environment
 * @param {boolean} [options.visible] its output goes to the terminal and is not kept
 * @returns {Promise<{ succeeded: boolean, output: string }>} stdout and stderr together
 */
export function runProgram(program, args, { cwd, env, visible = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: visible ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
    });
    if (child.pid !== undefined) noteChild(child.pid);
    const stopPassingOn = passOnSignals(child);
    let output = '';
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));
    const end = (/** @type {boolean} */ succeeded) => {
      noteChild(0);
      stopPassingOn();
      resolve({ succeeded, output });
    };
    child.on('error', (error) => {
      output += error.message;
      end(false);
    });
    child.on('close', (code) => end(code === 0));
  });
}

/** @param {import('node:child_process').ChildProcess} child */
function passOnSignals(child) {
  const stop = (/** @type {NodeJS.Signals} */ signal) => {
    child.kill(signal);
    process.exit(1);
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  return () => process.off('SIGINT', stop).off('SIGTERM', stop);
}

/**
 * @param {string} program a name, or a path
 * @returns {boolean} whether the shell would find it
 */
export function isInstalled(program) {
  const folders = program.includes('/') ? [''] : (process.env.PATH ?? '').split(delimiter);
  return folders.some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/**
 * The end of a program's output, where it says what went wrong.
 *
 * @param {string} output
 * @param {number} lines
 */
export function lastLines(output, lines) {
  return output.trimEnd().split('\n').slice(-lines).join('\n');
}
