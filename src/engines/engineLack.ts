import type { Network } from '../networks/recipe.ts';
import { lackFor, type Capabilities } from './capabilities.ts';
import { chosenEngine, type EngineChoice, type EngineName } from './engineNames.ts';
import { nativeCapabilities } from './native/nativeCapabilities.ts';
import { tensorflowCapabilities } from './tensorflow/tensorflowCapabilities.ts';

const capabilities: Readonly<Record<EngineName, Capabilities>> = {
  tensorflow: tensorflowCapabilities,
  native: nativeCapabilities,
};

/**
 * What an engine lacks to run a network on any machine, as a short clause; null where it has all of it,
 * and where the worker is to choose. No engine is loaded, so a server that has none can say it too.
 */
export function engineLack(
  network: Pick<Network, 'recipe' | 'task'>,
  choice: EngineChoice,
): string | null {
  const engine = chosenEngine(choice);
  return engine === null ? null : lackFor(capabilities[engine], network);
}
