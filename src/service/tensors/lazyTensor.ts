import type { ValueRange } from '../../figures/tensors/figureTensor.ts';
import type { ImageTrace } from '../reading/imageTrace.ts';
import type { TensorReading } from '../reading/reading.ts';

/** What a Tensor is before anybody asks for its numbers. */
export interface LazyTensor {
  name: string;
  shape: readonly number[];
  axes: readonly string[];
  /** The numbers, row-major; computed when first asked for. */
  read(): Promise<Float32Array>;
  /** What leads to it again, so what its URLs say; null for a difference, which has none. */
  reading: TensorReading | null;
  /** What a picture of it says beside its numbers. */
  caption: TensorCaption;
}

export interface TensorCaption {
  title: string;
  subtitle?: string;
  /** What the numbers can be; null where there is no bound. */
  range: ValueRange | null;
  /** The step of the first row. */
  firstStep: number;
  /** The unit of each column, where not all were taken in order. */
  units: readonly number[] | null;
  /** Whose image is drawn beside the steps; null where there are no steps. */
  readBy: Pick<ImageTrace, 'image' | 'subject'> | null;
}
