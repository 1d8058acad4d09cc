import type * as TensorFlow from '@tensorflow/tfjs-node-gpu';
import { createRequire } from 'node:module';
import { GatescopeError } from '../../errors.ts';

export type Tensor = TensorFlow.Tensor;
export type OpAttributes = Record<string, 'float32' | 'int32' | boolean | number>;

/** Where TensorFlow may run: `auto` takes a GPU when there is one. */
export type TensorFlowMode = 'auto' | 'cpu' | 'gpu' | 'off';

export interface RuntimeOptions {
  mode: TensorFlowMode;
  /** Threads of one operation; a result may depend on it, so a run is resumed with the same. */
  threads: number;
}

/** TensorFlow in this process: the library and its raw operations. There is at most one. */
export class Runtime {
  readonly tf: typeof TensorFlow;
  readonly version: string;
  readonly device: 'cpu' | 'gpu';
  readonly #backend: RawBackend;
  readonly #int64s = new Map<number, Tensor>();

  constructor(tf: typeof TensorFlow) {
    this.tf = tf;
    this.#backend = tf.backend() as unknown as RawBackend;
    this.version = this.#backend.binding.TF_Version;
    this.device = this.#backend.isUsingGpuDevice ? 'gpu' : 'cpu';
  }

  /** Runs one TensorFlow operation by its name in the op registry. */
  execute(op: string, attributes: OpAttributes, inputs: Tensor[], outputs: number): Tensor[] {
    const attrs = Object.entries(attributes).map(([name, value]) => this.#attribute(name, value));
    return this.#backend.executeMultipleOutputs(op, attrs, inputs, outputs);
  }

  #attribute(name: string, value: OpAttributes[string]): RawAttribute {
    const { binding } = this.#backend;
    if (value === 'float32') return { name, type: binding.TF_ATTR_TYPE, value: binding.TF_FLOAT };
    if (value === 'int32') return { name, type: binding.TF_ATTR_TYPE, value: binding.TF_INT32 };
    if (typeof value === 'boolean') return { name, type: binding.TF_ATTR_BOOL, value };
    return { name, type: binding.TF_ATTR_FLOAT, value };
  }

  /** A scalar of TensorFlow's int64, which tfjs has no type for; made once, then kept. */
  int64(value: number): Tensor {
    const scalar = this.#int64s.get(value) ?? this.tf.keep(this.#castToInt64(value));
    this.#int64s.set(value, scalar);
    return scalar;
  }

  #castToInt64(value: number): Tensor {
    const { binding } = this.#backend;
    const attributes = [
      { name: 'SrcT', type: binding.TF_ATTR_TYPE, value: binding.TF_INT32 },
      { name: 'DstT', type: binding.TF_ATTR_TYPE, value: binding.TF_INT64 },
      { name: 'Truncate', type: binding.TF_ATTR_BOOL, value: false },
    ];
    const scalar = this.tf.scalar(value, 'int32');
    const [result] = withoutWarnings(() =>
      this.#backend.executeMultipleOutputs('Cast', attributes, [scalar], 1),
    );
    scalar.dispose();
    return result as Tensor;
  }
}

interface RawAttribute {
  name: string;
  type: number;
  value: unknown;
}

/** The part of the Node backend that tfjs does not declare for its users. */
interface RawBackend {
  isUsingGpuDevice: boolean;
  binding: Record<
    'TF_ATTR_TYPE' | 'TF_ATTR_BOOL' | 'TF_ATTR_FLOAT' | 'TF_FLOAT' | 'TF_INT32' | 'TF_INT64',
    number
  > & { TF_Version: string };
  executeMultipleOutputs(
    op: string,
    attributes: RawAttribute[],
    inputs: Tensor[],
    outputs: number,
  ): Tensor[];
}

let loaded: Runtime | undefined;

/**
 * Loads TensorFlow on first use (about half a second).
 *
 * @throws GatescopeError ENGINE_UNAVAILABLE when it is switched off, was not set up, or lacks the GPU
 *   that was demanded
 */
export function loadRuntime({ mode, threads }: RuntimeOptions): Runtime {
  if (mode === 'off') {
    throw unavailable('it is switched off (GATESCOPE_TENSORFLOW=off)');
  }
  loaded ??= start(mode, threads);
  if (mode === 'gpu' && loaded.device !== 'gpu') {
    throw unavailable('GATESCOPE_TENSORFLOW=gpu, but TensorFlow sees no GPU');
  }
  return loaded;
}

function start(mode: TensorFlowMode, threads: number): Runtime {
  setEnvironment(mode, threads);
  const require = createRequire(import.meta.url);
  restoreRemovedUtil(require('node:util') as Record<string, unknown>);
  try {
    const tf = require('@tensorflow/tfjs-node-gpu') as typeof TensorFlow;
    tf.enableProdMode();
    return new Runtime(tf);
  } catch (cause) {
    const missing = /can not be found|Cannot find module/.test(String(cause));
    const reason = missing
      ? 'its libraries are not set up; run `npm run setup`'
      : 'its libraries cannot be loaded on this machine; the log has the reason';
    throw unavailable(reason, cause);
  }
}

/** Read by the TensorFlow library when it is loaded, so this comes before. */
function setEnvironment(mode: TensorFlowMode, threads: number): void {
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '3';
  process.env.TF_DETERMINISTIC_OPS = '1';
  // oneDNN picks its kernels by the processor it finds, and is no faster on matrices this small.
  process.env.TF_ENABLE_ONEDNN_OPTS = '0';
  process.env.TF_NUM_INTRAOP_THREADS = String(threads);
  process.env.TF_NUM_INTEROP_THREADS = '1';
  process.env.TF_FORCE_GPU_ALLOW_GROWTH = 'true';
  if (mode === 'cpu') process.env.CUDA_VISIBLE_DEVICES = '-1';
}

/** tfjs-node 4.22 calls a function that Node 23 removed. */
function restoreRemovedUtil(util: Record<string, unknown>): void {
  util.isNullOrUndefined ??= (value: unknown) => value === null || value === undefined;
}

function unavailable(reason: string, cause?: unknown): GatescopeError {
  return new GatescopeError(
    'ENGINE_UNAVAILABLE',
    `The TensorFlow engine cannot be used: ${reason}.`,
    {
      cause,
    },
  );
}

/** tfjs warns about every int64 it meets; here the tensor goes back to TensorFlow unread. */
function withoutWarnings<T>(act: () => T): T {
  const { warn } = console;
  console.warn = () => undefined;
  try {
    return act();
  } finally {
    console.warn = warn;
  }
}
