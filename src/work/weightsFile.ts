import { createHash } from 'node:crypto';
import { encodeSafetensors } from '../formats/safetensors.ts';
import { tensorsFromParameters } from '../networks/namedParameters.ts';
import type { Network } from '../networks/recipe.ts';

/** A network's weights as a safetensors file: equal weights give equal bytes. */
export function weightsFile(
  network: Network,
  parameters: Float32Array,
): { bytes: Uint8Array; sha256: string } {
  const bytes = encodeSafetensors(tensorsFromParameters(network, parameters));
  return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}
