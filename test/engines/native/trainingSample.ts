import type { TrainingData } from '../../../src/data/trainingData.ts';
import { randomUniform } from '../../../src/networks/random.ts';

export interface SampleShape {
  examples: number;
  rows: number;
  columns: number;
  classes: number;
}

/** Made-up binary images with made-up labels, the same in every split and every run. */
export function trainingSample({ examples, rows, columns, classes }: SampleShape): TrainingData {
  const uniform = randomUniform(7, 'shuffle');
  const pixels = examples * rows * columns;
  const split = {
    examples,
    images: Uint8Array.from({ length: pixels }, (_, n) => (uniform(n) < 0.3 ? 255 : 0)),
    labels: Uint8Array.from({ length: examples }, (_, n) => uniform(pixels + n) * classes),
  };
  return {
    sha256: 'sample',
    rows,
    columns,
    classes,
    splits: { TRAIN: split, VALIDATION: split, TEST: split },
    levels: Float32Array.from({ length: 256 }, (_, level) => (level > 25 ? 1 : 0)),
  };
}
