/** Numbers with a shape, row-major. */
export interface ShapedArray {
  /** Lengths of the axes, outermost first; [] for a single number. */
  shape: readonly number[];
  values: Float32Array;
}

/** The one form in which activations, parameters and tensors of files cross a border. */
export interface NamedArray extends ShapedArray {
  /** Such as `layers.0.kernel`. */
  name: string;
}
