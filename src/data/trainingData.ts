import type { SplitName } from './split.ts';

/** Images and labels of one split, as bytes: images [examples, rows, columns], labels [examples]. */
export interface LabeledImages {
  examples: number;
  images: Uint8Array;
  labels: Uint8Array;
}

/**
 * All that an engine needs of a data set. Of a network that scans pixels a row is a step, has one column,
 * and the images are in the order of the scan.
 */
export interface TrainingData {
  /** SHA-256 over the data set's files: the same bytes have the same key on every machine. */
  sha256: string;
  rows: number;
  columns: number;
  classes: number;
  splits: Record<SplitName, LabeledImages>;
  /** The input value for each of the 256 grey levels, which is all there is to preprocessing. */
  levels: Float32Array;
}
