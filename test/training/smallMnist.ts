import { trainingData } from '../../src/data/dataset.ts';
import { DatasetCatalog } from '../../src/data/datasetCatalog.ts';
import { mnistFolder } from '../../src/data/mnist.ts';
import type { LabeledImages, TrainingData } from '../../src/data/trainingData.ts';

/** The first real digits of each split, so that a whole training run takes a second. */
export async function smallMnist(binarizeThreshold: number | null = 0.1): Promise<TrainingData> {
  const catalog = new DatasetCatalog({ mnist: mnistFolder(), userDatasets: '/nonexistent' });
  const data = trainingData(await catalog.load('mnist'), binarizeThreshold);
  const { TRAIN, VALIDATION, TEST } = data.splits;
  return {
    ...data,
    splits: {
      TRAIN: firstOf(TRAIN, 1000),
      VALIDATION: firstOf(VALIDATION, 150),
      TEST: firstOf(TEST, 250),
    },
  };
}

function firstOf({ images, labels, examples }: LabeledImages, count: number): LabeledImages {
  return {
    examples: count,
    images: images.subarray(0, (images.length / examples) * count),
    labels: labels.subarray(0, count),
  };
}
