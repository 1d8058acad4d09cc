import { createHash } from 'node:crypto';
import { encodeSafetensors } from '../formats/safetensors.ts';
import { tensorsFromParameters } from '../networks/namedParameters.ts';
import type { Network } from '../networks/recipe.ts';

/**
 * Some loaders, those of Hugging Face among them, refuse a file that does not say whose conventions its
 * arrays follow, and know only a few names. It is the same for all, so that equal weights give equal bytes.
 */
const METADATA = { format: 'pt' };

/** A network's weights as a safetensors file: equal weights give equal bytes. */
export function weightsFile(
  network: Network,
  parameters: Float32Array,
): { bytes: Uint8Array; sha256: string } {
  const bytes = encodeSafetensors(tensorsFromParameters(network, parameters), METADATA);
  return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}
