import { createHash } from 'node:crypto';
import { inputLevels } from './binarize.ts';
import { datasetParts, type DatasetContents } from './datasetFiles.ts';
import { defaultSettings, type DatasetSettings } from './datasetSettings.ts';
import { parseImages, parseLabels, type IdxImages } from './idx.ts';
import { brokenFile, type IdxFile } from './idxFile.ts';
import type { SplitName } from './split.ts';
import { validationExamples, type SplitRule } from './splitRule.ts';
import type { LabeledImages, TrainingData } from './trainingData.ts';

/** A labelled set of images of one size, in three splits. Nobody may write to its arrays. */
export interface Dataset extends Omit<TrainingData, 'levels'> {
  name: string;
  splitRule: SplitRule;
}

/**
 * @param contents the four files; the data set may share their memory
 * @throws GatescopeError DATASET_BROKEN, naming the file at fault and what is wrong with it
 */
export function makeDataset(
  name: string,
  contents: DatasetContents,
  { split }: DatasetSettings = defaultSettings,
): Dataset {
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
  const { chosen, others } = parted(train, trainLabels, validationExamples(split, trainLabels));
  return {
    name,
    splitRule: split,
    sha256: contentsSha256(contents, split),
    rows: train.rows,
    columns: train.columns,
    classes: Math.max(2, highest(trainLabels) + 1, highest(testLabels) + 1),
    splits: {
      VALIDATION: chosen,
      TRAIN: others,
      TEST: { examples: test.examples, images: test.images, labels: testLabels },
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

/**
 * Over the uncompressed files one after the other, so that gzip makes no difference. A split that is
 * not by order makes another data set of the same files.
 */
function contentsSha256(contents: DatasetContents, split: SplitRule): string {
  const hash = createHash('sha256');
  for (const part of datasetParts) hash.update(contents[part].contents);
  if (split.name !== 'ORDER') hash.update(`split ${split.name} seed ${split.seed}`);
  return hash.digest('hex');
}

function highest(labels: Uint8Array): number {
  return labels.reduce((most, label) => Math.max(most, label), 0);
}

/**
 * Parts the examples in two, both in the order of the file.
 *
 * @param chosen places of the first part, ascending
 */
function parted(
  all: IdxImages,
  labels: Uint8Array,
  chosen: Int32Array,
): { chosen: LabeledImages; others: LabeledImages } {
  // Where one part follows the other, both are views of the file.
  if (chosen.at(-1) === chosen.length - 1) {
    return {
      chosen: examplesBetween(all, labels, 0, chosen.length),
      others: examplesBetween(all, labels, chosen.length, all.examples),
    };
  }
  const isChosen = new Uint8Array(all.examples);
  for (const index of chosen) isChosen[index] = 1;
  const others = Int32Array.from(labels.keys()).filter((index) => isChosen[index] === 0);
  return {
    chosen: copyOfExamples(all, labels, chosen),
    others: copyOfExamples(all, labels, others),
  };
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

function copyOfExamples(
  { images, rows, columns }: IdxImages,
  labels: Uint8Array,
  places: Int32Array,
): LabeledImages {
  const size = rows * columns;
  const copy = new Uint8Array(places.length * size);
  places.forEach((place, k) => {
    copy.set(images.subarray(place * size, (place + 1) * size), k * size);
  });
  return {
    examples: places.length,
    images: copy,
    labels: Uint8Array.from(places, (place) => labels[place] as number),
  };
}
