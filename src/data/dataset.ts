import { createHash } from 'node:crypto';
import { inputLevels } from './binarize.ts';
import { datasetParts, type DatasetContents } from './datasetFiles.ts';
import { parseImages, parseLabels, type IdxImages } from './idx.ts';
import { brokenFile, type IdxFile } from './idxFile.ts';
import type { SplitName } from './split.ts';
import type { LabeledImages, TrainingData } from './trainingData.ts';

/** A labelled set of images of one size, in three splits. Nobody may write to its arrays. */
export interface Dataset extends Omit<TrainingData, 'levels'> {
  name: string;
}

/** Of the training images the first twelfth is VALIDATION: 5,000 of MNIST's 60,000. */
const VALIDATION_SHARE = 12;

/**
 * @param contents the four files; the data set shares their memory
 * @throws GatescopeError DATASET_BROKEN, naming the file at fault and what is wrong with it
 */
export function makeDataset(name: string, contents: DatasetContents): Dataset {
  const train = parseImages(contents.trainImages);
  const test = parseImages(contents.testImages);
  const trainLabels = parseLabels(contents.trainLabels);
  const testLabels = parseLabels(contents.testLabels);
  checkCount(contents.trainLabels, trainLabels, train);
  checkCount(contents.testLabels, testLabels, test);
  checkSize(contents.testImages, test, train);
  if (train.examples < 2) {
    throw brokenFile(contents.trainImages.label, 'expected at least 2 images', '1');
  }
  const validation = Math.max(1, Math.floor(train.examples / VALIDATION_SHARE));
  return {
    name,
    sha256: contentsSha256(contents),
    rows: train.rows,
    columns: train.columns,
    classes: Math.max(2, highest(trainLabels) + 1, highest(testLabels) + 1),
    splits: {
      VALIDATION: examplesBetween(train, trainLabels, 0, validation),
      TRAIN: examplesBetween(train, trainLabels, validation, train.examples),
      TEST: examplesBetween(test, testLabels, 0, test.examples),
    },
  };
}

/**
 * The data set as an engine takes it.
 *
 * @param binarizeThreshold in 0 to 1; null for grey values
 */
export function trainingData(
  { sha256, rows, columns, classes, splits }: Dataset,
  binarizeThreshold: number | null,
): TrainingData {
  return { sha256, rows, columns, classes, splits, levels: inputLevels(binarizeThreshold) };
}

/** How many examples each split has. */
export function exampleCounts({ splits }: Dataset): Record<SplitName, number> {
  return {
    TRAIN: splits.TRAIN.examples,
    VALIDATION: splits.VALIDATION.examples,
    TEST: splits.TEST.examples,
  };
}

function checkCount(file: IdxFile, labels: Uint8Array, { examples }: IdxImages): void {
  if (labels.length === examples) return;
  throw brokenFile(
    file.label,
    `expected ${examples} labels, one for each image`,
    `${labels.length}`,
  );
}

function checkSize(file: IdxFile, test: IdxImages, train: IdxImages): void {
  if (test.rows === train.rows && test.columns === train.columns) return;
  const expected = `expected images of ${train.rows} × ${train.columns} pixels as in training`;
  throw brokenFile(file.label, expected, `${test.rows} × ${test.columns}`);
}

/** Over the uncompressed files one after the other, so that gzip makes no difference. */
function contentsSha256(contents: DatasetContents): string {
  const hash = createHash('sha256');
  for (const part of datasetParts) hash.update(contents[part].contents);
  return hash.digest('hex');
}

function highest(labels: Uint8Array): number {
  return labels.reduce((most, label) => Math.max(most, label), 0);
}

/** A view of the examples from `first` up to but not including `end`. */
function examplesBetween(
  { images, rows, columns }: IdxImages,
  labels: Uint8Array,
  first: number,
  end: number,
): LabeledImages {
  const size = rows * columns;
  return {
    examples: end - first,
    images: images.subarray(first * size, end * size),
    labels: labels.subarray(first, end),
  };
}
