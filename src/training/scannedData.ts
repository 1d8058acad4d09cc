import type { LabeledImages, TrainingData } from '../data/trainingData.ts';
import type { Network } from '../networks/recipe.ts';
import { inScanOrder } from '../networks/tasks/scan.ts';
import { sequenceOf, taskOf } from '../networks/tasks/taskOf.ts';

/** Data of images as an engine takes it for a network: each image as the sequence that it reads. */
export function scannedData(data: TrainingData, network: Network): TrainingData {
  const { steps, width } = sequenceOf(network);
  const { scan } = taskOf(network);
  const scanned = (split: LabeledImages): LabeledImages => ({
    ...split,
    images: inScanOrder(split.images, scan, data.rows * data.columns),
  });
  const { TRAIN, VALIDATION, TEST } = data.splits;
  return {
    ...data,
    ...{ rows: steps, columns: width },
    splits: { TRAIN: scanned(TRAIN), VALIDATION: scanned(VALIDATION), TEST: scanned(TEST) },
  };
}
