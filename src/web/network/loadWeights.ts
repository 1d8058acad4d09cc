import { decodeSafetensors } from '../../formats/safetensors.ts';
import { parametersFromTensors } from '../../networks/namedParameters.ts';
import type { Network } from '../../networks/recipe.ts';
import { ApiError } from '../api/apiError.ts';

/**
 * The parameters of a model, in the order of their layout, by the plain route.
 *
 * @throws ApiError
 */
export async function loadWeights(
  { url, sha256 }: { url: string; sha256: string },
  network: Network,
): Promise<Float32Array> {
  const address = new URL(url, location.origin);
  // These very bytes or none: the browser then keeps them for ever.
  address.searchParams.set('sha256', sha256);
  const response = await fetch(address).catch(() => null);
  if (response === null) {
    throw new ApiError('UNREACHABLE', 'The server cannot be reached (weights).');
  }
  if (!response.ok) throw new ApiError('MODEL_NOT_FOUND', 'The weights are not there any more.');
  const bytes = new Uint8Array(await response.arrayBuffer());
  return parametersFromTensors(network, decodeSafetensors(bytes));
}
