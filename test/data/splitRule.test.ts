import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseSettings } from '../../src/data/datasetSettings.ts';
import { validationExamples } from '../../src/data/splitRule.ts';
import { broken, catalogOf } from './catalogOf.ts';
import { idxBytes, shapes, temporaryFolder, writeDataset } from './datasetFolder.ts';

const sorted = Uint8Array.from({ length: 120 }, (_, k) => Math.floor(k / 40));

describe('a stratified split', () => {
  test('holds a twelfth of each class, though the file is sorted', () => {
    const chosen = [...validationExamples({ name: 'STRATIFIED', seed: 1 }, sorted)];

    const classes = chosen.map((index) => sorted[index]);
    expect(classes).toEqual([0, 0, 0, 1, 1, 1, 2, 2, 2]);
    expect(chosen).toEqual(chosen.toSorted((a, b) => a - b));
  });

  test('is another one for another seed, and the same for the same', () => {
    const chosen = (seed: number) => [...validationExamples({ name: 'STRATIFIED', seed }, sorted)];

    expect(chosen(1)).toEqual(chosen(1));
    expect(chosen(1)).not.toEqual(chosen(2));
  });

  test('has an example even where no class has twelve', () => {
    const few = Uint8Array.of(0, 1, 2, 3);

    expect(validationExamples({ name: 'STRATIFIED', seed: 1 }, few)).toHaveLength(1);
  });

  test('takes each image to one split, with its label, and is a data set of its own', async () => {
    const root = await temporaryFolder();
    const files = shapes({ train: 120, rows: 1, columns: 2 });
    // Image k is [k, 7] and its label k / 40, so that an image tells where it stood.
    const pixels = Uint8Array.from({ length: 240 }, (_, at) => (at % 2 === 0 ? at / 2 : 7));
    const trainImages = idxBytes({ lengths: [120, 1, 2] }, pixels);
    const trainLabels = idxBytes({ lengths: [120] }, sorted);
    const testImages = idxBytes({ lengths: [6, 1, 2] }, new Uint8Array(12));
    const contents = { ...files, trainImages, trainLabels, testImages };
    await writeDataset(join(root, 'plain'), contents);
    await writeDataset(join(root, 'drawn'), contents);
    await writeFile(join(root, 'drawn', 'dataset.json'), '{"split": "STRATIFIED", "seed": 3}');
    const catalog = catalogOf(root);

    const [plain, drawn] = [await catalog.load('plain'), await catalog.load('drawn')];

    const { TRAIN, VALIDATION } = drawn.splits;
    const places = [VALIDATION, TRAIN].map(({ images }) =>
      [...images].filter((_, k) => k % 2 === 0),
    );
    expect(places[0]).toEqual([...validationExamples({ name: 'STRATIFIED', seed: 3 }, sorted)]);
    expect(places.flat().toSorted((a, b) => a - b)).toEqual([...sorted.keys()]);
    expect([...TRAIN.labels]).toEqual(places[1]!.map((place) => sorted[place]));
    expect(drawn.sha256).not.toBe(plain.sha256);
  });

  test('is seen as soon as the file says so', async () => {
    const root = await temporaryFolder();
    await writeDataset(join(root, 'shapes'), shapes());
    const catalog = catalogOf(root);
    expect((await catalog.load('shapes')).splitRule).toEqual({ name: 'ORDER' });

    await writeFile(join(root, 'shapes', 'dataset.json'), '{"split": "STRATIFIED"}');

    expect((await catalog.load('shapes')).splitRule).toEqual({ name: 'STRATIFIED', seed: 0 });
  });
});

describe('dataset.json is refused', () => {
  test.each([
    ['JSON such as {"split": "STRATIFIED", "seed": 1}, got something else', 'split: STRATIFIED'],
    ['JSON such as {"split": "STRATIFIED", "seed": 1}, got something else', '[]'],
    ['only the keys split and seed, got "spilt"', '{"spilt": "ORDER"}'],
    ['only the keys split and seed, got "__proto__"', '{"__proto__": 1}'],
    ['split to be ORDER or STRATIFIED, got "random"', '{"split": "random"}'],
    ['no seed, as a split by ORDER draws nothing, got 1', '{"seed": 1}'],
    [
      'seed to be a whole number from 0 to 4294967295, got 0.5',
      '{"split": "STRATIFIED", "seed": 0.5}',
    ],
  ])('expected %s', (problem, text) => {
    expect(() => parseSettings(text, 'shapes/dataset.json')).toThrow(
      broken(`shapes/dataset.json: expected ${problem}`),
    );
  });
});
