import { createHash } from 'node:crypto';
import {
  cp,
  mkdir,
  readFile,
  rename,
  rm,
  symlink,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { inputLevels } from '../../src/data/binarize.ts';
import { trainingData } from '../../src/data/dataset.ts';
import { DatasetCatalog } from '../../src/data/datasetCatalog.ts';
import { datasetParts } from '../../src/data/datasetFiles.ts';
import { mnistFolder } from '../../src/data/mnist.ts';
import { fileNames, idxBytes, shapes, temporaryFolder, writeDataset } from './datasetFolder.ts';

const MNIST_SHA256 = 'b2d8f5bf39174ee5ffeefa97e42d673c35432b411bb5d1f74fbbeddae7f1690a';

function catalogOf(userDatasets: string, mnist = mnistFolder()): DatasetCatalog {
  return new DatasetCatalog({ mnist, userDatasets });
}

function broken(message: string): unknown {
  return expect.objectContaining({ code: 'DATASET_BROKEN', message });
}

describe('MNIST', () => {
  const catalog = catalogOf('/nonexistent');

  test('has the splits of the homework', async () => {
    const mnist = await catalog.load('mnist');
    const file = await readFile(join(mnistFolder(), fileNames.trainImages));
    const { TRAIN, VALIDATION, TEST } = mnist.splits;

    expect(mnist).toMatchObject({ name: 'mnist', rows: 28, columns: 28, classes: 10 });
    expect([TRAIN.examples, VALIDATION.examples, TEST.examples]).toEqual([55_000, 5_000, 10_000]);
    expect([...TEST.labels.subarray(0, 10)]).toEqual([7, 2, 1, 0, 4, 1, 4, 9, 5, 9]);
    expect([...VALIDATION.labels.subarray(0, 10)]).toEqual([5, 0, 4, 1, 9, 2, 1, 3, 1, 4]);
    expect(file.subarray(16).equals(Buffer.concat([VALIDATION.images, TRAIN.images]))).toBe(true);
    expect([TRAIN, VALIDATION, TEST].map(({ images }) => images.length / 784)).toEqual([
      55_000, 5_000, 10_000,
    ]);
  });

  test('has the hash of its four files, one after the other', async () => {
    const hash = createHash('sha256');
    for (const part of datasetParts) {
      hash.update(await readFile(join(mnistFolder(), fileNames[part])));
    }

    expect(hash.digest('hex')).toBe(MNIST_SHA256);
    expect((await catalog.load('mnist')).sha256).toBe(MNIST_SHA256);
  });

  test('is listed where the user has no data sets', async () => {
    expect(await catalog.list()).toEqual([
      {
        name: 'mnist',
        problem: null,
        sha256: MNIST_SHA256,
        rows: 28,
        columns: 28,
        classes: 10,
        examples: { TRAIN: 55_000, VALIDATION: 5_000, TEST: 10_000 },
      },
    ]);
  });

  test('is read once', async () => {
    const [first, second] = await Promise.all([catalog.load('mnist'), catalog.load('mnist')]);

    expect(second).toBe(first);
    expect(await catalog.load('mnist')).toBe(first);
  });

  test('is refused when a file is not the published one', async () => {
    const folder = await temporaryFolder();
    await cp(mnistFolder(), folder, { recursive: true });
    const path = join(folder, fileNames.testLabels);
    const labels = await readFile(path);
    labels.set([8], 8);
    await writeFile(path, labels);

    const expected = 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2';
    const got = createHash('sha256').update(labels).digest('hex');
    const message = `mnist/${fileNames.testLabels}: expected SHA-256 ${expected}, got ${got}`;
    await expect(catalogOf('/nonexistent', folder).load('mnist')).rejects.toThrow(broken(message));
    expect(await catalogOf('/nonexistent', folder).list()).toEqual([
      { name: 'mnist', problem: message },
    ]);
  });

  test('is named when its folder is missing', async () => {
    await expect(catalogOf('/nonexistent', '/nonexistent').load('mnist')).rejects.toThrow(
      broken('mnist: expected a folder that can be read, got an error'),
    );
  });
});

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
      broken('shapes/train-labels-idx1-ubyte: expected an idx file, got something else'),
    );

    await writeDataset(join(root, 'shapes'), shapes());

    expect((await catalog.load('shapes')).classes).toBe(3);
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

describe('a broken data set is named', () => {
  test.each([
    [
      'shapes/train-labels-idx1-ubyte: expected 24 labels, one for each image, got 23',
      { trainLabels: shapes({ train: 23 }).trainLabels },
    ],
    [
      'shapes/t10k-labels-idx1-ubyte: expected 6 labels, one for each image, got 7',
      { testLabels: shapes({ test: 7 }).testLabels },
    ],
    [
      'shapes/t10k-images-idx3-ubyte: expected images of 8 × 12 pixels as in training, got 12 × 8',
      { testImages: shapes({ rows: 12, columns: 8 }).testImages },
    ],
    [
      'shapes/train-images-idx3-ubyte: expected at least 2 images, got 1',
      {
        trainImages: shapes({ train: 1 }).trainImages,
        trainLabels: shapes({ train: 1 }).trainLabels,
      },
    ],
    [
      'shapes/t10k-labels-idx1-ubyte: expected labels from 0 to 9, got 11 at index 5',
      { testLabels: idxBytes({ lengths: [6] }, Uint8Array.of(0, 1, 2, 0, 1, 11)) },
    ],
    [
      'shapes/train-images-idx3-ubyte: expected 2304 values (24 × 8 × 12), got 2303: it is cut short',
      { trainImages: shapes().trainImages.subarray(0, -1) },
    ],
    [
      'shapes/train-images-idx3-ubyte: expected an idx file in gzip format, got damaged data',
      { trainImages: gzipSync(shapes().trainImages).subarray(0, -30) },
    ],
    [
      'shapes/train-labels-idx1-ubyte: expected 1 dimensions, got 3',
      { trainLabels: shapes().trainImages },
    ],
  ])('%s', async (message, files) => {
    const root = await temporaryFolder();
    await writeDataset(join(root, 'shapes'), { ...shapes(), ...files });
    const catalog = catalogOf(root);

    await expect(catalog.load('shapes')).rejects.toThrow(broken(message));
    expect((await catalog.list())[1]).toEqual({ name: 'shapes', problem: message });
  });

  test('when a file is missing', async () => {
    const root = await temporaryFolder();
    const { trainImages, trainLabels, testImages } = shapes();
    await writeDataset(join(root, 'shapes'), { trainImages, trainLabels, testImages });
    await mkdir(join(root, 'empty'));
    const catalog = catalogOf(root);

    await expect(catalog.load('shapes')).rejects.toThrow(
      broken('shapes: expected a file t10k-labels-idx1-ubyte, got none'),
    );
    await expect(catalog.load('empty')).rejects.toThrow(
      broken('empty: expected a file train-images-idx3-ubyte, got none'),
    );
  });

  test('when a file is a folder', async () => {
    const root = await temporaryFolder();
    const { trainLabels, testImages, testLabels } = shapes();
    await writeDataset(join(root, 'shapes'), { trainLabels, testImages, testLabels });
    await mkdir(join(root, 'shapes', fileNames.trainImages));

    await expect(catalogOf(root).load('shapes')).rejects.toThrow(
      broken('shapes/train-images-idx3-ubyte: expected a file, got something else'),
    );
  });

  test('when a file is too long, before it is read or decompressed', async () => {
    const root = await temporaryFolder();
    await writeDataset(join(root, 'shapes'), shapes());
    // A sparse file, which takes no room on the disk.
    await truncate(join(root, 'shapes', fileNames.trainImages), 2 ** 40);

    await expect(catalogOf(root).load('shapes')).rejects.toThrow(
      broken('shapes/train-images-idx3-ubyte: expected at most 536870912 bytes, got 1099511627776'),
    );
  });
});

describe('links and names', () => {
  test('a link within the data-set folder is followed', async () => {
    const root = await temporaryFolder();
    await writeDataset(join(root, 'shapes'), shapes());
    await symlink('shapes', join(root, 'linked'));

    expect((await catalogOf(root).load('linked')).rows).toBe(8);
  });

  test('a data-set folder that is itself a link is followed', async () => {
    const folder = await temporaryFolder();
    await writeDataset(join(folder, 'disk', 'shapes'), shapes());
    await symlink('disk', join(folder, 'datasets'));

    expect((await catalogOf(join(folder, 'datasets')).load('shapes')).rows).toBe(8);
  });

  test('a link that leads out of it is refused, whether of a folder or of a file', async () => {
    const folder = await temporaryFolder();
    const root = join(folder, 'datasets');
    await writeDataset(join(folder, 'private'), shapes());
    await writeDataset(join(root, 'shapes'), shapes());
    await symlink('../private', join(root, 'outside'));
    const file = join(root, 'shapes', fileNames.testLabels);
    await rename(file, join(folder, 'labels'));
    await symlink('../../labels', file);
    const catalog = catalogOf(root);

    await expect(catalog.load('outside')).rejects.toThrow(
      broken(
        'outside/train-images-idx3-ubyte: expected a file, got a link that leads out of the data-set folder',
      ),
    );
    await expect(catalog.load('shapes')).rejects.toThrow(
      broken(
        'shapes/t10k-labels-idx1-ubyte: expected a file, got a link that leads out of the data-set folder',
      ),
    );
  });

  test('a link that leads nowhere is named', async () => {
    const root = await temporaryFolder();
    const { trainLabels, testImages, testLabels } = shapes();
    await writeDataset(join(root, 'shapes'), { trainLabels, testImages, testLabels });
    await symlink('nowhere', join(root, 'shapes', fileNames.trainImages));

    await expect(catalogOf(root).load('shapes')).rejects.toThrow(
      broken('shapes/train-images-idx3-ubyte: expected a file, got a link that leads nowhere'),
    );
  });

  test.each([
    '../shapes',
    'a/../shapes',
    'shapes/',
    '/etc',
    '',
    '.',
    '..',
    'a..b',
    '.shapes',
    'Shapes',
    'é',
    'a'.repeat(65),
    'shapes\n',
  ])('the name %j is refused', async (name) => {
    const root = await temporaryFolder();
    await writeDataset(join(root, 'shapes'), shapes());

    await expect(catalogOf(root).load(name, 'input.dataset')).rejects.toThrow(
      expect.objectContaining({
        code: 'DATASET_NOT_FOUND',
        argument: 'input.dataset',
        message: expect.stringMatching(/^input\.dataset: expected a name of 1 to 64 of/) as string,
      }),
    );
  });

  test('a name that no folder has is not found, nor is a file', async () => {
    const root = await temporaryFolder();
    await writeFile(join(root, 'notes'), '');
    const catalog = catalogOf(root);

    for (const name of ['fashion', 'notes']) {
      await expect(catalog.load(name, 'input.dataset')).rejects.toThrow(
        expect.objectContaining({
          code: 'DATASET_NOT_FOUND',
          message: `input.dataset: expected mnist or a folder among the user data sets, got "${name}"`,
        }),
      );
    }
  });

  test('folders that cannot be data sets by their names are listed with the reason', async () => {
    const root = await temporaryFolder();
    await writeDataset(join(root, 'mnist'), shapes());
    await writeDataset(join(root, 'My Shapes'), shapes());
    await writeDataset(join(root, 'a-shapes'), shapes());
    await mkdir(join(root, '.hidden'));
    await writeFile(join(root, 'notes'), '');
    const catalog = catalogOf(root);

    expect(await catalog.list()).toMatchObject([
      { name: 'mnist', problem: null, sha256: MNIST_SHA256 },
      { name: 'My Shapes', problem: expect.stringContaining('got "My Shapes"') as string },
      { name: 'a-shapes', problem: null },
      {
        name: 'mnist',
        problem: 'mnist: the name is that of the built-in data set; rename the folder',
      },
    ]);
    expect((await catalog.load('mnist')).sha256).toBe(MNIST_SHA256);
  });
});
