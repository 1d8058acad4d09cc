import { rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test, vi } from 'vitest';
import { inputLevels } from '../../src/data/binarize.ts';
import { trainingData } from '../../src/data/dataset.ts';
import { datasetParts } from '../../src/data/datasetFiles.ts';
import * as gzip from '../../src/formats/gzip.ts';
import { broken, catalogOf } from './catalogOf.ts';
import { fileNames, idxBytes, shapes, temporaryFolder, writeDataset } from './datasetFolder.ts';

describe('a user data set', () => {
  test('has its own shape and classes, and the first twelfth as validation', async () => {
    const root = await temporaryFolder();
    const files = shapes({ train: 25, test: 6, rows: 8, columns: 12, classes: 3 });
    await writeDataset(join(root, 'shapes'), files);

    const dataset = await catalogOf(root).load('shapes');

    expect(dataset).toMatchObject({ name: 'shapes', rows: 8, columns: 12, classes: 3 });
    const { TRAIN, VALIDATION, TEST } = dataset.splits;
    expect([TRAIN.examples, VALIDATION.examples, TEST.examples]).toEqual([23, 2, 6]);
    expect([...VALIDATION.labels]).toEqual([0, 1]);
    expect([...TRAIN.labels.subarray(0, 3)]).toEqual([2, 0, 1]);
    expect([...TRAIN.images.subarray(0, 2)]).toEqual([192, 193]);
    expect(TRAIN.images).toHaveLength(23 * 96);
  });

  test.each([
    [2, 1, 1],
    [12, 1, 11],
    [24, 2, 22],
  ])('of %d training images keeps %d for validation', async (train, validation, rest) => {
    const root = await temporaryFolder();
    await writeDataset(join(root, 'shapes'), shapes({ train }));

    const { splits } = await catalogOf(root).load('shapes');

    expect(splits.VALIDATION.examples).toBe(validation);
    expect(splits.TRAIN.examples).toBe(rest);
  });

  test('counts the labels of both files, and at least two classes', async () => {
    const root = await temporaryFolder();
    const testLabels = idxBytes({ lengths: [6] }, Uint8Array.of(0, 0, 7, 0, 0, 0));
    await writeDataset(join(root, 'one'), shapes({ classes: 1 }));
    await writeDataset(join(root, 'eight'), { ...shapes(), testLabels });

    expect((await catalogOf(root).load('one')).classes).toBe(2);
    expect((await catalogOf(root).load('eight')).classes).toBe(8);
  });

  test('is the same gzipped or not and with either spelling', async () => {
    const root = await temporaryFolder();
    const files = shapes();
    const zipped = Object.fromEntries(
      datasetParts.map((part) => [part, gzipSync(files[part])] as const),
    );
    await writeDataset(join(root, 'plain'), files);
    await writeDataset(join(root, 'dotted'), files, (name) => name.replace('-idx', '.idx'));
    await writeDataset(join(root, 'zipped'), zipped, (name) => `${name}.gz`);
    await writeDataset(
      join(root, 'dotted.zipped'),
      zipped,
      (name) => `${name.replace('-idx', '.idx')}.gz`,
    );
    await writeDataset(join(root, 'zipped-by-content'), zipped);

    const catalog = catalogOf(root);
    const plain = await catalog.load('plain');
    for (const name of ['dotted', 'zipped', 'dotted.zipped', 'zipped-by-content']) {
      expect(await catalog.load(name)).toEqual({ ...plain, name });
    }
  });

  test('is seen when it comes, and read again when it changes', async () => {
    const root = join(await temporaryFolder(), 'datasets');
    const catalog = catalogOf(root);
    expect((await catalog.list()).map(({ name }) => name)).toEqual(['mnist']);

    await writeDataset(join(root, 'shapes'), shapes({ train: 24 }));
    const before = await catalog.load('shapes');
    expect(before.splits.TRAIN.examples).toBe(22);
    expect((await catalog.list()).map(({ name }) => name)).toEqual(['mnist', 'shapes']);

    await writeDataset(join(root, 'shapes'), shapes({ train: 36 }));
    expect(await catalog.list()).toMatchObject([
      { name: 'mnist' },
      { name: 'shapes', examples: { TRAIN: 33 } },
    ]);
    expect((await catalog.load('shapes')).sha256).not.toBe(before.sha256);

    await rm(join(root, 'shapes'), { recursive: true });
    await expect(catalog.load('shapes')).rejects.toThrow(
      expect.objectContaining({ code: 'DATASET_NOT_FOUND' }),
    );
  });

  test('is read again when only the time of a file tells that it changed', async () => {
    const root = await temporaryFolder();
    const catalog = catalogOf(root);
    await writeDataset(join(root, 'shapes'), shapes());
    const before = await catalog.load('shapes');

    const trainLabels = idxBytes({ lengths: [24] }, new Uint8Array(24).fill(5));
    await writeDataset(join(root, 'shapes'), { trainLabels });
    await utimes(join(root, 'shapes', fileNames.trainLabels), 1, 1);

    expect(before.classes).toBe(3);
    expect((await catalog.load('shapes')).classes).toBe(6);
  });

  test('that was broken can be used once it is repaired', async () => {
    const root = await temporaryFolder();
    const catalog = catalogOf(root);
    await writeDataset(join(root, 'shapes'), { ...shapes(), trainLabels: Buffer.alloc(0) });
    await expect(catalog.load('shapes')).rejects.toThrow(
      broken(
        'shapes/train-labels-idx1-ubyte: expected an idx file, got an empty file; fetch it again',
      ),
    );

    await writeDataset(join(root, 'shapes'), shapes());

    expect((await catalog.load('shapes')).classes).toBe(3);
  });

  test('that is broken is read once for all listings, until a file changes', async () => {
    const root = await temporaryFolder();
    const catalog = catalogOf(root);
    await writeDataset(join(root, 'shapes'), {
      ...shapes(),
      trainImages: gzipSync('cut off').subarray(0, 15),
    });
    const reads = vi.spyOn(gzip, 'decompressGzip');
    const problem = expect.stringContaining('in gzip format') as string;
    for (let times = 0; times < 3; times++) {
      expect(await catalog.list()).toContainEqual({ name: 'shapes', problem });
    }
    expect(reads).toHaveBeenCalledTimes(1);

    await writeDataset(join(root, 'shapes'), shapes());
    expect(await catalog.list()).toContainEqual(expect.objectContaining({ problem: null }));
    reads.mockRestore();
  });

  test('stays the same object while it is in use, also of five', async () => {
    const root = await temporaryFolder();
    const catalog = catalogOf(root);
    const names = ['a', 'b', 'c', 'd', 'e'];
    for (const name of names) await writeDataset(join(root, name), shapes());

    const first = await catalog.load('a');
    for (const name of names) {
      await catalog.load(name);
      expect(await catalog.load('a')).toBe(first);
    }
    for (const name of names.slice(1)) await catalog.load(name);
    const again = await catalog.load('a');
    expect(again).not.toBe(first);
    expect(again).toEqual(first);
  });

  test('becomes training data with the level table of binarize', async () => {
    const root = await temporaryFolder();
    await writeDataset(join(root, 'shapes'), shapes());
    const dataset = await catalogOf(root).load('shapes');

    expect(trainingData(dataset, 0.1)).toEqual({
      sha256: dataset.sha256,
      rows: 8,
      columns: 12,
      classes: 3,
      splits: dataset.splits,
      levels: inputLevels(0.1),
    });
  });
});
