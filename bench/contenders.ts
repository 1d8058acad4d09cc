import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { mnistFolder } from '../src/data/mnist.ts';
import type { BenchmarkImages } from './images.ts';
import { models } from './models.ts';
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

function own(
  title: string,
  name: string,
  threads: number,
  images: BenchmarkImages = 'mnist',
): Contender {
  const args = ['--import', 'tsx', here('ownEngines.ts'), name, String(threads), images];
  return { title, ours: true, program: process.execPath, args };
}

function peer(title: string, name: string, threads: number): Contender {
  // PyTorch and Keras on JAX have no reset-before GRU of their own; Keras has, on either.
  const known = name.startsWith('torch') ? models.filter(({ resetAfter }) => resetAfter) : models;
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
