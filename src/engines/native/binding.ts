import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { GatescopeError } from '../../errors.ts';
import type { OptimizerSettings } from '../engine.ts';

declare const kind: unique symbol;
/** Objects of the addon; they mean nothing outside it. */
export type Device = { readonly [kind]: 'device' };
export type NetworkHandle = { readonly [kind]: 'network' };
export type DatasetHandle = { readonly [kind]: 'dataset' };
export type SessionHandle = { readonly [kind]: 'session' };

export interface NetworkSpec {
  /** `nextPixel` reads one pixel a step, has 1 class and no hidden layers in its head. */
  task: 'classify' | 'nextPixel';
  cell: 'lstm' | 'gruResetAfter' | 'gruResetBefore';
  units: number;
  layers: number;
  columns: number;
  classes: number;
  inputProjection: boolean;
  reluFirst: boolean;
  /** Widths of the head's layers before the logits. */
  hiddenWidths: Int32Array;
}

export interface DatasetSpec {
  rows: number;
  columns: number;
  classes: number;
  /** [256] */
  levels: Float32Array;
  /** The first one is trained on. */
  splits: { images: Uint8Array; labels: Uint8Array }[];
}

export interface SessionSpec {
  parameters: Float32Array;
  firstMoment?: Float32Array | undefined;
  secondMoment?: Float32Array | undefined;
  optimizer: OptimizerSettings;
}

export interface Evaluation {
  examples: number;
  /** One an example, or, where the next pixel is predicted, one a pixel but for the first. */
  targets: number;
  /** Over the targets. */
  lossSum: number;
  correct: number;
  confusion: Int32Array;
  stopped: boolean;
}

/** A change of one activation at one step, on all images; the factors are [units]. */
export interface EditSpec {
  step: number;
  /** Canonical name of an activation of a layer. */
  activation: string;
  /** Canonical name of a gate or candidate of the same layer. */
  source: string;
  kept: Float32Array;
  ofSource: Float32Array;
  constant: Float32Array;
}

/** The functions of native/src/binding. Wrong arguments are a TypeError that names them. */
export interface Binding {
  /** Those that the processor has, the fastest first. */
  instructionSets(): [fastest: string, ...others: string[]];
  createDevice(threads: number, instructionSet: string): Device;
  createNetwork(device: Device, spec: NetworkSpec): NetworkHandle;
  createDataset(spec: DatasetSpec): DatasetHandle;
  createSession(
    device: Device,
    network: NetworkHandle,
    dataset: DatasetHandle,
    spec: SessionSpec,
  ): SessionHandle;
  /** One call on a session at a time; a step for each learning rate. */
  train(
    session: SessionHandle,
    indices: Int32Array,
    batchSize: number,
    learningRates: Float64Array,
    firstStep: number,
  ): Promise<Float32Array>;
  evaluate(session: SessionHandle, split: number): Promise<Evaluation>;
  /** Ends the call under way within a step. */
  stop(session: SessionHandle): void;
  read(session: SessionHandle): {
    parameters: Float32Array;
    firstMoment: Float32Array;
    secondMoment: Float32Array;
  };
  /** Activations of images [count, steps, columns], each [count, steps, size]. */
  record(
    device: Device,
    network: NetworkHandle,
    parameters: Float32Array,
    images: Float32Array,
    count: number,
    steps: number,
    names: readonly string[],
    edits: readonly EditSpec[],
  ): Promise<Float32Array[]>;
  /** The same at once, on the thread that asks. */
  recordNow(...request: Parameters<Binding['record']>): Float32Array[];
  release(handle: Device | NetworkHandle | DatasetHandle | SessionHandle): void;
}

/** The same from src/ and from dist/. */
const ADDON = fileURLToPath(
  new URL('../../../native/build/Release/gatescope_native.node', import.meta.url),
);

/**
 * Loads the addon that the set-up has built.
 *
 * @throws GatescopeError ENGINE_UNAVAILABLE when it was not built, or not for this machine
 */
export function loadBinding(path = ADDON): Binding {
  try {
    return createRequire(import.meta.url)(path) as Binding;
  } catch (cause) {
    const missing = (cause as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND';
    const reason = missing
      ? 'it is not built; run `npm run setup`'
      : 'its library cannot be loaded on this machine; the log has the reason';
    throw new GatescopeError('ENGINE_UNAVAILABLE', `The native engine cannot be used: ${reason}.`, {
      cause,
    });
  }
}
