/** What one named activation is: the same list serves engines, API and documentation. */
export interface ActivationDescription {
  /** Canonical name, such as `layers.0.inputGate` or `head.logits`. */
  name: string;
  /** Length of the last axis; every activation is [step, this] for one image. */
  size: number;
  /** What the last axis counts. */
  axis: 'unit' | 'class';
  /** Closed interval of the values; null where there is no bound. */
  range: { least: number; most: number } | null;
  meaning: string;
}

/** Values of one activation, row-major [batch, step, unit or class]. */
export interface Activation {
  name: string;
  shape: [batch: number, steps: number, size: number];
  values: Float32Array;
}
