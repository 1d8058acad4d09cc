import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { mnistFolder } from '../src/data/mnist.ts';
import type { BenchmarkImages } from './images.ts';
import { models, pixelModels, type BenchmarkModel } from './models.ts';
import { peerPython } from './peerPython.ts';

/** Something that is timed: in a process of its own, one after the other. */
export interface Contender {
  title: string;
  /** Ours are compared with the best of those that are not. */
  ours: boolean;
  program: string;
  args: string[];
}

/** What a contender's process tells. */
export interface Told {
  version: string;
  model?: string;
  ms?: number;
  /** Of ours alone. */
  fastestMs?: number;
  gflops?: number;
  /** The most memory that the process has had so far, in MB. */
  peakMb?: number;
}

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));

export function sgemm(threads: number): Contender {
  return peer('sgemm', 'sgemm', threads);
}

export function contenders(threads: number): Contender[] {
  return [
    own('native', 'native', threads),
    own('native, 1 thread', 'native', 1),
    own('native, noise for images', 'native', threads, 'noise'),
    own('TensorFlow engine', 'tensorflow', threads),
    peer('PyTorch', 'torch', threads),
    peer('PyTorch, 1 thread', 'torch', 1),
    peer('PyTorch, torch.compile', 'torch-compile', threads),
    peer('Keras on TensorFlow', 'keras-tensorflow', threads),
    peer('Keras on TensorFlow, XLA', 'keras-tensorflow-xla', threads),
    peer('Keras on JAX', 'keras-jax', threads),
  ];
}

/** Each a process for one model, so that its peak of memory is of that model. */
export function pixelContenders(threads: number): Contender[] {
  return pixelModels.flatMap((model) => [
    own('native', 'native', threads, 'mnist', [model]),
    peer('PyTorch', 'torch', threads, [model]),
    peer('PyTorch, torch.compile', 'torch-compile', threads, [model]),
    peer('Keras on TensorFlow, XLA', 'keras-tensorflow-xla', threads, [model]),
    peer('Keras on JAX', 'keras-jax', threads, [model]),
  ]);
}

function own(
  title: string,
  name: string,
  threads: number,
  images: BenchmarkImages = 'mnist',
  timed: readonly BenchmarkModel[] = models,
): Contender {
  const names = JSON.stringify(timed.map((model) => model.name));
  const args = ['--import', 'tsx', here('ownEngines.ts'), name, String(threads), images, names];
  return { title, ours: true, program: process.execPath, args };
}

function peer(
  title: string,
  name: string,
  threads: number,
  timed: readonly BenchmarkModel[] = models,
): Contender {
  // PyTorch and Keras on JAX have no reset-before GRU of their own; Keras has, on either.
  const known = name.startsWith('torch') ? timed.filter(({ resetAfter }) => resetAfter) : timed;
  const args = [here('peers.py'), name, String(threads), JSON.stringify(known), mnistFolder()];
  return { title, ours: false, program: peerPython('training'), args };
}

/** Runs a contender to its end. @throws Error with what it wrote, when it fails */
export function time({ title, program, args }: Contender): Promise<Told[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let [output, complaints] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code !== 0) return reject(new Error(`${title} failed:\n${complaints}`));
      const lines = output.trim().split('\n');
      resolve(lines.map((line) => JSON.parse(line) as Told));
    });
  });
}
