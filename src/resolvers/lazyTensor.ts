/** What a Tensor is before anybody asks for its numbers. */
export interface LazyTensor {
  name: string;
  shape: readonly number[];
  axes: readonly string[];
  /** The numbers, row-major; computed when first asked for. */
  read(): Promise<Float32Array>;
  /** @throws GatescopeError INVALID_ARGUMENT when the image is too large for a URL */
  npyUrl(): string;
}
