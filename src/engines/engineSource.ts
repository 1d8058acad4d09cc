import { GatescopeError } from '../errors.ts';
import type { Network } from '../networks/recipe.ts';
import type { EngineChoice } from '../networks/trainingOptions.ts';
import type { Engine, EngineSource } from './engine.ts';
import type { TensorFlowMode } from './tensorflow/runtime.ts';
import { TensorFlowEngine } from './tensorflow/tensorflowEngine.ts';

export interface EngineSourceOptions {
  tensorflow: TensorFlowMode;
  /** The engine that AUTO means in this process, or `auto` for the usual order. */
  engine: 'auto' | 'native' | 'tensorflow';
  threads: number;
}

/** The engines that this build has; TensorFlow is loaded when it is first asked for. */
export function createEngineSource(options: EngineSourceOptions): EngineSource {
  let tensorflow: TensorFlowEngine | undefined;

  return {
    engineFor(_network: Network, choice: EngineChoice): Promise<Engine> {
      if (choice === 'NATIVE' || (choice === 'AUTO' && options.engine === 'native')) {
        return Promise.reject(nativeMissing());
      }
      try {
        tensorflow ??= new TensorFlowEngine({
          mode: options.tensorflow,
          threads: options.threads,
        });
        return Promise.resolve(tensorflow);
      } catch (error) {
        return Promise.reject(error);
      }
    },

    async close() {
      await tensorflow?.close();
    },
  };
}

function nativeMissing(): GatescopeError {
  return new GatescopeError(
    'ENGINE_UNAVAILABLE',
    'The native engine is not part of this version; ask for AUTO or TENSORFLOW.',
  );
}
