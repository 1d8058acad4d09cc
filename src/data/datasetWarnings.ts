import type { Dataset } from './dataset.ts';
import { inkShare, MOSTLY_INK } from './inkShare.ts';
import type { SplitName } from './split.ts';
import { SETTINGS_FILE } from './datasetSettings.ts';
import { sharedImages } from './sharedImages.ts';
import type { LabeledImages } from './trainingData.ts';

/** When each is given; the names are also the values of the GraphQL enum. */
export const datasetWarningCodes = {
  CLASS_NOT_VALIDATED: 'A class that is trained has no example in VALIDATION.',
  CLASS_NOT_TRAINED: 'A class that is tested or validated has no example in TRAIN.',
  CLASS_PREVAILS: 'Nearly all training examples are of one class.',
  MOSTLY_INK: 'Nearly all pixels are above 0.1, so that binarizing leaves no digit to be seen.',
  BLANK_IMAGES: 'Many images hold no pixel above 0.1.',
  SPLITS_OVERLAP: 'Images of TEST are in TRAIN or VALIDATION as well.',
} as const;

export type DatasetWarningCode = keyof typeof datasetWarningCodes;

export interface DatasetWarning {
  code: DatasetWarningCode;
  /** What was found, and what to do about it. */
  message: string;
}

/** A network that always says this class would be right so often. */
const PREVAILING_SHARE = 0.9;
const MANY_BLANK = 0.05;
const MOST_SAMPLED = 2000;

/** What makes training on a sound data set of little use, or its figures misleading. */
export function datasetWarnings(dataset: Dataset): DatasetWarning[] {
  const counts: Record<SplitName, number[]> = {
    TRAIN: classCounts(dataset, dataset.splits.TRAIN),
    VALIDATION: classCounts(dataset, dataset.splits.VALIDATION),
    TEST: classCounts(dataset, dataset.splits.TEST),
  };
  const inkShares = sampledInkShares(dataset);
  return [
    notValidated(dataset, counts),
    notTrained(counts),
    prevails(counts.TRAIN),
    paper(inkShares),
    blank(inkShares),
    overlap(dataset),
  ].filter((warning) => warning !== null);
}

function notValidated(
  { splitRule }: Dataset,
  { TRAIN, VALIDATION }: Record<SplitName, number[]>,
): DatasetWarning | null {
  const missing = classesWhere((label) => TRAIN[label]! > 0 && VALIDATION[label] === 0, TRAIN);
  if (missing.length === 0) return null;
  const remedy =
    splitRule.name === 'ORDER'
      ? `VALIDATION is the first twelfth of the training file, which seems sorted; put {"split": "STRATIFIED"} into ${SETTINGS_FILE} beside the files, or shuffle them`
      : 'there are too few examples of them; add some';
  const message = `VALIDATION has no example of ${classText(missing)}, so early stopping and kept weights go by the other classes: ${remedy}`;
  return { code: 'CLASS_NOT_VALIDATED', message };
}

function notTrained({
  TRAIN,
  VALIDATION,
  TEST,
}: Record<SplitName, number[]>): DatasetWarning | null {
  const tested = (label: number): boolean => TEST[label]! + VALIDATION[label]! > 0;
  const missing = classesWhere((label) => tested(label) && TRAIN[label] === 0, TRAIN);
  if (missing.length === 0) return null;
  const message = `TRAIN has no example of ${classText(missing)}, which the other splits have, so no model can learn to read it: add examples, or leave the class out everywhere`;
  return { code: 'CLASS_NOT_TRAINED', message };
}

function prevails(counts: number[]): DatasetWarning | null {
  const most = Math.max(...counts);
  const share = most / counts.reduce((sum, count) => sum + count, 0);
  if (share < PREVAILING_SHARE) return null;
  const message = `${percent(share)} of TRAIN is class ${counts.indexOf(most)}, so always answering it is right that often: compare accuracies with that, and look at the confusion matrix`;
  return { code: 'CLASS_PREVAILS', message };
}

function paper(shares: readonly number[]): DatasetWarning | null {
  const share = shares.reduce((sum, value) => sum + value, 0) / shares.length;
  if (share < MOSTLY_INK) return null;
  const message = `${percent(share)} of the pixels in TRAIN are above 0.1, where MNIST has ink on black paper, so that binarized images are nearly all 1: invert the images (255 - value), or train with pixels: GREY`;
  return { code: 'MOSTLY_INK', message };
}

function blank(shares: readonly number[]): DatasetWarning | null {
  const share = shares.filter((ink) => ink === 0).length / shares.length;
  if (share < MANY_BLANK) return null;
  const message = `${percent(share)} of the images in TRAIN have no pixel above 0.1: check how they were made, and that bytes go from 0 to 255`;
  return { code: 'BLANK_IMAGES', message };
}

/** Of images evenly over TRAIN: as many as tell a share to a per cent. */
function sampledInkShares({ splits: { TRAIN }, rows, columns }: Dataset): number[] {
  const size = rows * columns;
  const length = Math.min(TRAIN.examples, MOST_SAMPLED);
  return Array.from({ length }, (_, k) => {
    const example = Math.floor((k * TRAIN.examples) / length);
    return inkShare(TRAIN.images.subarray(example * size, (example + 1) * size), 255);
  });
}

function overlap({ splits, rows, columns }: Dataset): DatasetWarning | null {
  const { TRAIN, VALIDATION, TEST } = splits;
  const count = sharedImages([TRAIN, VALIDATION], TEST, rows * columns);
  if (count === 0) return null;
  const message = `${count} of the ${TEST.examples} images in TEST are in TRAIN or VALIDATION as well, so test figures are better than the models are: take them out of one of the files`;
  return { code: 'SPLITS_OVERLAP', message };
}

/** Examples of each class, [classes]. */
function classCounts({ classes }: Dataset, { labels }: LabeledImages): number[] {
  const counts = new Array<number>(classes).fill(0);
  for (const label of labels) counts[label] = counts[label]! + 1;
  return counts;
}

function classesWhere(holds: (label: number) => boolean, counts: number[]): number[] {
  return [...counts.keys()].filter(holds);
}

function classText(labels: number[]): string {
  return `class${labels.length === 1 ? '' : 'es'} ${labels.join(', ')}`;
}

/** 99.97 % is not 100 %. */
function percent(share: number): string {
  return `${Math.floor(share * 1000) / 10} %`;
}
