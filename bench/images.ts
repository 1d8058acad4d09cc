import { DatasetCatalog } from '../src/data/datasetCatalog.ts';
import { trainingData } from '../src/data/dataset.ts';
import { MNIST, mnistFolder } from '../src/data/mnist.ts';
import type { TrainingData } from '../src/data/trainingData.ts';
import { randomUniform } from '../src/networks/random.ts';
import { defaultBinarizeThreshold } from '../src/networks/binarizeThreshold.ts';

/** What the networks are trained on; the native engine leaves out pixels that are 0 throughout a chunk. */
export type BenchmarkImages = 'mnist' | 'noise';

/** NOISE has no such pixels: as many are lit as in MNIST, but anywhere. */
const LIT_SHARE = 0.19;

export async function benchmarkData(images: BenchmarkImages): Promise<TrainingData> {
  const catalog = new DatasetCatalog({ mnist: mnistFolder(), userDatasets: '' });
  const mnist = trainingData(await catalog.load(MNIST), defaultBinarizeThreshold);
  if (images === 'mnist') return mnist;
  const { TRAIN } = mnist.splits;
  const uniform = randomUniform(1, 'shuffle');
  const noise = TRAIN.images.map((_, n) => (uniform(n) < LIT_SHARE ? 255 : 0));
  return {
    ...mnist,
    sha256: 'noise',
    splits: { ...mnist.splits, TRAIN: { ...TRAIN, images: noise } },
  };
}
