import { mkdirSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { megabytes, say, secondsSince, SetupError } from './report.mjs';
import { lastLines, runProgram } from './runProgram.mjs';

const ATTEMPTS = 4;
const PAUSE_MS = 5_000;
const PROGRESS_MS = 10_000;
const UNPACK = fileURLToPath(new URL('unpackWheels.py', import.meta.url));

/**
 * Fills a folder with the C libraries (lib/), their headers (include/) and, for a GPU, CUDA's
 * libraries (nvidia/). Wheels that arrived before an interruption are not fetched again.
 *
 * @param {import('./tensorflowBuild.mjs').NamedBuild} build
 * @param {string} cacheFolder
 * @param {string} folder
 */
export async function fetchRuntime(build, cacheFolder, folder) {
  const downloads = join(cacheFolder, `downloads-${build.name}`);
  await fetchWheels(build, downloads);
  say('unpacking TensorFlow');
  const wheels = readdirSync(downloads).filter((name) => name.endsWith('.whl'));
  const { succeeded, output } = await runProgram('python3', [
    UNPACK,
    folder,
    ...wheels.map((name) => join(downloads, name)),
  ]);
  if (!succeeded) {
    throw new SetupError(`TensorFlow could not be unpacked: ${lastLines(output, 1)}`);
  }
  linkLibraries(join(folder, 'lib'));
  rmSync(downloads, { recursive: true, force: true });
}

/**
 * @param {import('./tensorflowBuild.mjs').NamedBuild} build
 * @param {string} downloads
 */
async function fetchWheels(build, downloads) {
  mkdirSync(downloads, { recursive: true });
  say(`downloading TensorFlow (${megabytes(build.bytes)})`);
  const startedAt = performance.now();
  const progress = process.stdout.isTTY ? undefined : reportGrowth(downloads, build.bytes);
  try {
    for (const wheel of build.wheels) await fetchWheel(wheel, downloads);
  } finally {
    clearInterval(progress);
  }
  say(`downloaded and checked in ${secondsSince(startedAt)}`);
}

/**
 * @param {import('./tensorflowWheels.mjs').Wheel} wheel
 * @param {string} downloads
 */
async function fetchWheel(wheel, downloads) {
  for (let attempt = 1; ; attempt++) {
    const { succeeded, output } = await runPip(wheel, downloads);
    if (succeeded) return;
    if (attempt === ATTEMPTS) throw couldNotDownload(output);
    say('the download failed; trying again');
    await wait(PAUSE_MS);
  }
}

/**
 * pip checks the wheel against the hash in the requirements, and one that is already there as well.
 *
 * @param {import('./tensorflowWheels.mjs').Wheel} wheel
 * @param {string} downloads
 */
async function runPip(wheel, downloads) {
  const requirements = join(downloads, 'requirements.txt');
  writeFileSync(requirements, `${wheel.requirement} --hash=sha256:${wheel.sha256}\n`);
  const temporary = join(downloads, 'temporary');
  rmSync(temporary, { recursive: true, force: true });
  mkdirSync(temporary);
  return await runProgram(
    'python3',
    [
      ...['-m', 'pip', 'download', '--requirement', requirements, '--dest', downloads],
      ...['--require-hashes', '--no-deps', '--only-binary=:all:'],
      ...['--implementation=cp', '--python-version=3.12'],
      // TensorFlow's own wheels are tied to a Python, those with CUDA's libraries are not.
      `--abi=${wheel.requirement.startsWith('tensorflow') ? 'cp312' : 'none'}`,
      `--platform=${wheel.platform}`,
      ...['--no-cache-dir', '--no-input', '--disable-pip-version-check', '--timeout=60'],
    ],
    // On a terminal pip shows its own progress.
    { env: { TMPDIR: temporary }, visible: process.stdout.isTTY },
  );
}

/**
 * Without a terminal pip shows no progress, so the files are watched as they grow.
 *
 * @param {string} folder
 * @param {number} total
 */
function reportGrowth(folder, total) {
  return setInterval(() => {
    try {
      say(`${megabytes(bytesOfWheels(folder))} of ${megabytes(total)}`);
    } catch {
      // pip removed a folder in this moment; the next line will do.
    }
  }, PROGRESS_MS);
}

/** @param {string} folder */
function bytesOfWheels(folder) {
  // By name: pip has a finished file in two places for a while.
  const sizes = new Map();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.name.endsWith('.whl')) continue;
    sizes.set(entry.name, statSync(join(entry.parentPath, entry.name)).size);
  }
  return [...sizes.values()].reduce((sum, size) => sum + size, 0);
}

/** @param {string} output of pip; empty when it went to the terminal */
function couldNotDownload(output) {
  const [error = lastLines(output, 1)] = output.match(/^ *ERROR: .*/gm) ?? [];
  const reason = error.includes('DO NOT MATCH THE HASHES')
    ? 'What arrived was cut short or is another file: it has not the SHA-256 that was expected.'
    : error.trim();
  return new SetupError(
    `TensorFlow could not be downloaded, after ${String(ATTEMPTS)} attempts. ${reason}\n` +
      'Try again later, or go on without it: GATESCOPE_TENSORFLOW=off',
  );
}

/** Adds the names under which the binding links the libraries. @param {string} folder */
function linkLibraries(folder) {
  if (process.platform === 'darwin') {
    symlinkSync('libtensorflow_cc.2.dylib', join(folder, 'libtensorflow.2.dylib'));
  } else {
    symlinkSync('libtensorflow_cc.so.2', join(folder, 'libtensorflow.so'));
    symlinkSync('libtensorflow_framework.so.2', join(folder, 'libtensorflow_framework.so'));
  }
}
