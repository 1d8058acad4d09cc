import { existsSync } from 'node:fs';
import { say, SetupError } from './report.mjs';
import { isInstalled } from './runProgram.mjs';
import { builds } from './tensorflowWheels.mjs';

/**
 * The build of TensorFlow for this machine.
 *
 * @param {string} mode `auto` takes the GPU build where there is an NVIDIA driver
 * @returns {NamedBuild | undefined} undefined when none is wanted, or none exists and `auto` will do
 *
 * @typedef {import('./tensorflowWheels.mjs').Build & { name: string }} NamedBuild
 */
export function chooseBuild(mode) {
  if (mode === 'off') return undefined;
  const platform = `${process.platform}-${process.arch}`;
  if (mode === 'gpu' && !hasNvidiaDriver()) {
    throw new SetupError('GATESCOPE_TENSORFLOW is gpu, but this machine has no NVIDIA driver');
  }
  const cpu = namedBuild(`${platform}-cpu`);
  const gpu = namedBuild(`${platform}-gpu`);
  if (mode === 'gpu' && !gpu) throw new SetupError(`TensorFlow has no GPU build for ${platform}`);
  if (mode === 'cpu' && !cpu) throw new SetupError(`TensorFlow has no build for ${platform}`);
  if (mode !== 'cpu' && gpu && hasNvidiaDriver()) return gpu;
  if (!cpu) say(`going on without TensorFlow, which has no build for ${platform}`);
  return cpu;
}

/** @param {string} name @returns {NamedBuild | undefined} */
function namedBuild(name) {
  const build = builds[name];
  return build && { name, ...build };
}

function hasNvidiaDriver() {
  return existsSync('/proc/driver/nvidia/version') || isInstalled('nvidia-smi');
}
