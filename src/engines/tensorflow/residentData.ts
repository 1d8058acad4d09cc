import { splitNames, type SplitName } from '../../data/split.ts';
import type { TrainingData } from '../../data/trainingData.ts';
import type { Runtime, Tensor } from './runtime.ts';

interface ResidentSplit {
  /** [examples, rows · columns] */
  images: Tensor;
  /** [examples], int32 */
  labels: Tensor;
}

/** A data set as tensors, kept on the device for as long as sessions use it. */
export class ResidentData {
  readonly rows: number;
  readonly columns: number;
  readonly #runtime: Runtime;
  readonly #splits: Record<SplitName, ResidentSplit>;

  constructor(runtime: Runtime, data: TrainingData) {
    this.#runtime = runtime;
    this.rows = data.rows;
    this.columns = data.columns;
    const resident = splitNames.map((split) => [split, this.#load(data, split)]);
    this.#splits = Object.fromEntries(resident) as Record<SplitName, ResidentSplit>;
  }

  examples(split: SplitName): number {
    return this.#splits[split].labels.size;
  }

  /** Examples by index: images [batch, row, column], labels [batch] (int32). */
  batch(split: SplitName, indices: Int32Array): { images: Tensor; labels: Tensor } {
    const { tf } = this.#runtime;
    const { images, labels } = this.#splits[split];
    const chosen = tf.tensor1d(indices, 'int32');
    return {
      images: tf.reshape(tf.gather(images, chosen), [-1, this.rows, this.columns]),
      labels: tf.gather(labels, chosen),
    };
  }

  dispose(): void {
    for (const { images, labels } of Object.values(this.#splits)) {
      images.dispose();
      labels.dispose();
    }
  }

  #load({ splits, levels }: TrainingData, split: SplitName): ResidentSplit {
    const { tf } = this.#runtime;
    const { examples, images, labels } = splits[split];
    const values = new Float32Array(images.length);
    for (let n = 0; n < images.length; n++) values[n] = levels[images[n] as number] as number;
    return {
      images: tf.tensor2d(values, [examples, this.rows * this.columns]),
      labels: tf.tensor1d(Int32Array.from(labels), 'int32'),
    };
  }
}
