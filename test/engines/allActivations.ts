import type { Engine, ImageBatch } from '../../src/engines/engine.ts';
import { activationList } from '../../src/networks/activationList.ts';
import type { Activation } from '../../src/networks/activations.ts';
import type { Intervention } from '../../src/networks/interventions.ts';
import type { Network } from '../../src/networks/recipe.ts';

/** Every activation of a batch that fits in one chunk, by name. */
export async function allActivations(
  engine: Engine,
  network: Network,
  parameters: Float32Array,
  images: ImageBatch,
  interventions: readonly Intervention[] = [],
): Promise<Map<string, Activation>> {
  const names = activationList(network).map(({ name }) => name);
  const found = new Map<string, Activation>();
  const request = { network, parameters, images, names, interventions };
  for await (const { activations } of engine.forward(request)) {
    for (const activation of activations) found.set(activation.name, activation);
  }
  return found;
}
