import { join } from 'node:path';
import { expect, test } from 'vitest';
import { datasetWarnings } from '../../src/data/datasetWarnings.ts';
import type { SoundDataset } from '../../src/data/datasetCatalog.ts';
import { DatasetCatalog } from '../../src/data/datasetCatalog.ts';
import { mnistFolder } from '../../src/data/mnist.ts';
import { catalogOf } from './catalogOf.ts';
import { idxBytes, temporaryFolder, writeDataset } from './datasetFolder.ts';

interface Sample {
  train?: number[];
  tested?: number[];
  /** Of an image of 2 × 2 pixels. */
  pixels?: (example: number) => number[];
  testPixels?: (example: number) => number[];
}

const unlike = (offset: number) => (example: number) => [200, 0, offset, example % 251];
/** Shuffled, and of every class among the first twelfth. */
const even = Array.from({ length: 240 }, (_, k) => k % 10);

async function warningsOf(sample: Sample): Promise<{ code: string; message: string }[]> {
  const { train = even, tested = even.slice(0, 20) } = sample;
  const { pixels = unlike(0), testPixels = unlike(1) } = sample;
  const images = (labels: number[], draw: (example: number) => number[]) =>
    idxBytes(
      { lengths: [labels.length, 2, 2] },
      Uint8Array.from(labels.flatMap((_, k) => draw(k))),
    );
  const labels = (values: number[]) =>
    idxBytes({ lengths: [values.length] }, Uint8Array.from(values));
  const root = await temporaryFolder();
  await writeDataset(join(root, 'sample'), {
    trainImages: images(train, pixels),
    trainLabels: labels(train),
    testImages: images(tested, testPixels),
    testLabels: labels(tested),
  });
  return catalogOf(root).warnings('sample');
}

test('a data set like MNIST has none, and neither has MNIST', async () => {
  expect(await warningsOf({})).toEqual([]);
  const catalog = new DatasetCatalog({ mnist: mnistFolder(), userDatasets: '/nowhere' });
  expect(datasetWarnings(await catalog.load('mnist'))).toEqual([]);
});

test('one that is sorted by class', async () => {
  const [warning, ...more] = await warningsOf({ train: even.toSorted((a, b) => a - b) });

  expect(more).toEqual([]);
  expect(warning?.code).toBe('CLASS_NOT_VALIDATED');
  expect(warning?.message).toContain('no example of classes 1, 2, 3, 4, 5, 6, 7, 8, 9');
  expect(warning?.message).toContain('{"split": "STRATIFIED"} into dataset.json');
});

test('one that trains without a class that it tests', async () => {
  const [warning] = await warningsOf({ train: even.map((label) => (label === 4 ? 5 : label)) });

  expect(warning?.code).toBe('CLASS_NOT_TRAINED');
  expect(warning?.message).toContain('no example of class 4,');
});

test('one that is nearly all of one class', async () => {
  const train = even.map((label, k) => (k < 30 ? label : 7));
  const warnings = await warningsOf({ train });

  expect(warnings.map(({ code }) => code)).toContain('CLASS_PREVAILS');
  expect(warnings.at(-1)?.message).toContain('of TRAIN is class 7');
});

test('one on light paper', async () => {
  const [warning] = await warningsOf({ pixels: (k) => [255, 240, 30, k % 200 > 100 ? 0 : 99] });

  expect(warning?.code).toBe('MOSTLY_INK');
  expect(warning?.message).toContain('invert the images (255 - value)');
});

test('one of blank images', async () => {
  const [warning] = await warningsOf({ pixels: () => [0, 0, 0, 25] });

  expect(warning?.code).toBe('BLANK_IMAGES');
});

test('one that tests images that it trains, blank ones left out', async () => {
  const [warning] = await warningsOf({ testPixels: (k) => (k < 3 ? unlike(0)(k) : [0, 0, 0, 0]) });

  expect(warning?.code).toBe('SPLITS_OVERLAP');
  expect(warning?.message).toContain('3 of the 20 images in TEST');
});

test('whoever opens the catalog hears of each such data set once', async () => {
  const root = await temporaryFolder();
  const heard: SoundDataset[] = [];
  const warn = (dataset: SoundDataset) => heard.push(dataset);
  const images = idxBytes({ lengths: [4, 1, 1] }, new Uint8Array(4));
  const labels = idxBytes({ lengths: [4] }, Uint8Array.of(0, 1, 0, 1));
  await writeDataset(join(root, 'blank'), {
    ...{ trainImages: images, trainLabels: labels, testImages: images, testLabels: labels },
  });
  const catalog = new DatasetCatalog({ mnist: mnistFolder(), userDatasets: root, warn });

  await catalog.list();
  await catalog.list();

  expect(heard.map(({ name }) => name)).toEqual(['blank']);
});
