/**
 * Where the weights of a model are. With the hash the address means these bytes for ever, even when
 * the model is deleted and another takes its name.
 */
export function weightsUrl(slug: string, sha256: string): string {
  return `/models/${slug}/weights.safetensors?sha256=${sha256}`;
}
