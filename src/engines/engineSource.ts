import { existsSync } from 'node:fs';
import { GatescopeError } from '../errors.ts';
import type { Network } from '../networks/recipe.ts';
import type { Engine, EngineSource } from './engine.ts';
import {
  chosenEngine,
  type EngineChoice,
  type EngineName,
  type EnginePreference,
} from './engineNames.ts';
import { NativeEngine } from './native/nativeEngine.ts';
import { loadRuntime, type TensorFlowMode } from './tensorflow/runtime.ts';
import { TensorFlowEngine } from './tensorflow/tensorflowEngine.ts';

export interface EngineSourceOptions {
  tensorflow: TensorFlowMode;
  /** The engine that AUTO means in this process, or `auto` for the usual order. */
  engine: EnginePreference;
  threads: number;
}

/** The engines that this build has; each is loaded when it is first asked for. */
export function createEngineSource(options: EngineSourceOptions): EngineSource {
  const tensorflowOptions = { mode: options.tensorflow, threads: options.threads };
  let tensorflow: TensorFlowEngine | undefined;
  let native: NativeEngine | undefined;

  const tensorflowEngine = () => (tensorflow ??= new TensorFlowEngine(tensorflowOptions));
  const nativeEngine = () => (native ??= new NativeEngine({ threads: options.threads }));

  let gpu: boolean | undefined;
  const hasGpu = () => (gpu ??= lookForGpu());

  /** TensorFlow is not loaded just to learn that a machine has no GPU. */
  const lookForGpu = () => {
    if (options.tensorflow === 'gpu') return true;
    if (options.tensorflow !== 'auto' || !existsSync(NVIDIA_DRIVER)) return false;
    return attempt(() => loadRuntime(tensorflowOptions).device === 'gpu') === true;
  };

  /** TensorFlow on a GPU, else native where it can be had and supports it, else TensorFlow. */
  const automatic = (network: Network): Engine => {
    if (hasGpu()) return tensorflowEngine();
    const own = attempt<Engine>(nativeEngine);
    if (own instanceof GatescopeError) return insteadOf(own, tensorflowEngine);
    return own.supports(network) === true ? own : tensorflowEngine();
  };

  const byName: Record<EngineName, () => Engine> = {
    tensorflow: tensorflowEngine,
    native: nativeEngine,
  };
  const choose = (network: Network, choice: EngineChoice): Engine => {
    const wanted = chosenEngine(choice) ?? options.engine;
    return wanted === 'auto' ? automatic(network) : byName[wanted]();
  };

  return {
    // Whatever is thrown on the way becomes the promise's rejection.
    engineFor: (network, choice) =>
      new Promise((resolve) => resolve(supporting(choose(network, choice), network))),

    async close() {
      await Promise.all([tensorflow?.close(), native?.close()]);
    },
  };
}

/** @throws GatescopeError ENGINE_UNAVAILABLE with the engine's reason */
function supporting(engine: Engine, network: Network): Engine {
  const supported = engine.supports(network);
  if (supported === true) return engine;
  throw new GatescopeError(
    'ENGINE_UNAVAILABLE',
    `The ${engine.name} engine cannot be used: ${supported}.`,
  );
}

const NVIDIA_DRIVER = '/proc/driver/nvidia/version';

/** What was made, or why it cannot be had. */
function attempt<T>(make: () => T): T | GatescopeError {
  try {
    return make();
  } catch (error) {
    if (error instanceof GatescopeError) return error;
    throw error;
  }
}

/** The second choice; when there is none either, the reasons for both. */
function insteadOf(missing: GatescopeError, makeOther: () => Engine): Engine {
  const other = attempt(makeOther);
  if (!(other instanceof GatescopeError)) return other;
  throw new GatescopeError('ENGINE_UNAVAILABLE', `${missing.message} ${other.message}`);
}
