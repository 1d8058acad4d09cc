import { urlOf } from '../addresses/urlOf.ts';
import type { UrlParameters } from '../addresses/urlParameters.ts';
import { readReading, writeReading } from '../reading/readingAddress.ts';
import type { TensorReading } from '../reading/reading.ts';

/**
 * Where the .npy file of a tensor is.
 *
 * @returns null when an image, what is changed or a list of units is too large for a URL
 */
export function tensorUrl(reading: TensorReading): string | null {
  const query = new URLSearchParams();
  writeReading(query, reading);
  return urlOf(`/tensors/${encodeURIComponent(reading.part.name)}.npy`, query);
}

/**
 * The inverse, for what may come from anyone.
 *
 * @param name what stands between `/tensors/` and `.npy`
 * @throws GatescopeError INVALID_ARGUMENT or INVALID_IMAGE, naming the parameter at fault
 */
export function readTensorAddress(name: string, query: UrlParameters): TensorReading {
  return readReading(query, name);
}
