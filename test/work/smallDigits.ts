import { join } from 'node:path';

import { DatasetCatalog } from '../../src/data/datasetCatalog.ts';
import { mnistFolder } from '../../src/data/mnist.ts';
import type { LabeledImages } from '../../src/data/trainingData.ts';
import { idxBytes, writeDataset } from '../data/datasetFolder.ts';

/** A catalogue whose data set `digits` is the first real digits of MNIST: 1,000 to train, 200 to test. */
export async function smallDigits(folder: string): Promise<DatasetCatalog> {
  const catalog = new DatasetCatalog({ mnist: mnistFolder(), userDatasets: folder });
  const { TRAIN, TEST } = (await catalog.load('mnist')).splits;
  await writeDataset(join(folder, 'digits'), {
    trainImages: images(TRAIN, 1000),
    trainLabels: labels(TRAIN, 1000),
    testImages: images(TEST, 200),
    testLabels: labels(TEST, 200),
  });
  return catalog;
}

function images({ images: bytes }: LabeledImages, count: number): Buffer {
  return idxBytes({ lengths: [count, 28, 28] }, bytes.subarray(0, count * 784));
}

function labels({ labels: bytes }: LabeledImages, count: number): Buffer {
  return idxBytes({ lengths: [count] }, bytes.subarray(0, count));
}
