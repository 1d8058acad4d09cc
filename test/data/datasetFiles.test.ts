import { createHash } from 'node:crypto';
import { mkdir, rename, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { broken, catalogOf } from './catalogOf.ts';
import { fileNames, idxBytes, shapes, temporaryFolder, writeDataset } from './datasetFolder.ts';

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
      'shapes/t10k-labels-idx1-ubyte: expected labels from 0 to 9, got 11 at index 5: they run from 0 to 11, and at most 10 classes are told apart',
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
      'shapes/train-labels-idx1-ubyte: expected 1 or 2 dimensions, got 3',
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
      broken(
        'shapes: expected a file t10k-labels-idx1-ubyte, got none: the folder holds "t10k-images-idx3-ubyte", "train-images-idx3-ubyte", "train-labels-idx1-ubyte"',
      ),
    );
    await expect(catalog.load('empty')).rejects.toThrow(
      broken('empty: expected a file train-images-idx3-ubyte, got none: the folder is empty'),
    );
  });

  test('when a file is a folder', async () => {
    const root = await temporaryFolder();
    const { trainLabels, testImages, testLabels } = shapes();
    await writeDataset(join(root, 'shapes'), { trainLabels, testImages, testLabels });
    await mkdir(join(root, 'shapes', fileNames.trainImages));

    await expect(catalogOf(root).load('shapes')).rejects.toThrow(
      broken(
        'shapes/train-images-idx3-ubyte: expected a file, got a folder; move what is in it up',
      ),
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

describe('files are taken as they are found', () => {
  test.each<[string, string, (name: string) => string]>([
    ['in capitals', '.', (name) => name.toUpperCase()],
    ['in the folder raw', 'raw', (name) => name],
    ['in the folder MNIST/raw', join('MNIST', 'raw'), (name) => `${name}.gz`],
    ['named as EMNIST’s', '.', (name) => `emnist-digits-${name.replace('t10k', 'test')}`],
  ])('%s', async (_, subfolder, rename) => {
    const root = await temporaryFolder();
    await writeDataset(join(root, 'shapes', subfolder), shapes(), rename);

    expect((await catalogOf(root).load('shapes')).splits.TRAIN.examples).toBe(22);
  });

  test('named as QMNIST’s, with labels in tables of int32', async () => {
    const root = await temporaryFolder();
    const { trainImages, testImages } = shapes();
    await writeDataset(join(root, 'q'), { trainImages, testImages }, (name) =>
      name.replace('train', 'qmnist-train').replace('t10k', 'qmnist-test'),
    );
    const table = (labels: number[]) =>
      idxBytes(
        { lengths: [labels.length, 2], type: 0x0c },
        Uint8Array.from(labels.flatMap((label) => [0, 0, 0, label, 0, 0, 0, 99])),
      );
    const labels = (count: number) => Array.from({ length: count }, (_, k) => k % 3);
    await writeFile(join(root, 'q', 'qmnist-train-labels-idx2-int'), table(labels(24)));
    await writeFile(join(root, 'q', 'qmnist-test-labels-idx2-int.gz'), gzipSync(table(labels(6))));

    const { splits } = await catalogOf(root).load('q');
    expect([...splits.TEST.labels]).toEqual([0, 1, 2, 0, 1, 2]);
  });

  test('two data sets in one folder are refused', async () => {
    const root = await temporaryFolder();
    await writeDataset(join(root, 'emnist'), shapes(), (name) => `emnist-digits-${name}`);
    await writeDataset(join(root, 'emnist'), shapes(), (name) => `emnist-mnist-${name}`);

    await expect(catalogOf(root).load('emnist')).rejects.toThrow(
      broken(
        'emnist: expected one file of the kind train-images-idx3-ubyte, got "emnist-digits-train-images-idx3-ubyte", "emnist-mnist-train-images-idx3-ubyte"; give each data set a folder of its own',
      ),
    );
  });

  test.each([
    ['text', Buffer.from('kept by a mirror')],
    ['what looks like another member', Buffer.of(0x1f, 0x8b, 1, 2)],
    ['zeros', Buffer.alloc(100)],
  ])('bytes after a gzip member are left out: %s', async (_, rest) => {
    const root = await temporaryFolder();
    const zipped = Buffer.concat([gzipSync(shapes().trainImages), rest]);
    await writeDataset(join(root, 'shapes'), { ...shapes(), trainImages: zipped });

    expect((await catalogOf(root).load('shapes')).sha256).toBe(shapesSha256);
  });
});

/** SHA-256 of the files of `shapes()`, one after the other. */
const shapesSha256 = createHash('sha256')
  .update(Buffer.concat(Object.values(shapes())))
  .digest('hex');

describe('a link', () => {
  test('within the data-set folder is followed', async () => {
    const root = await temporaryFolder();
    await writeDataset(join(root, 'shapes'), shapes());
    await symlink('shapes', join(root, 'linked'));

    expect((await catalogOf(root).load('linked')).rows).toBe(8);
  });

  test('in place of the data-set folder itself is followed', async () => {
    const folder = await temporaryFolder();
    await writeDataset(join(folder, 'disk', 'shapes'), shapes());
    await symlink('disk', join(folder, 'datasets'));

    expect((await catalogOf(join(folder, 'datasets')).load('shapes')).rows).toBe(8);
  });

  test('that leads out of it is refused, whether of a folder or of a file', async () => {
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

  test('that leads nowhere is named', async () => {
    const root = await temporaryFolder();
    const { trainLabels, testImages, testLabels } = shapes();
    await writeDataset(join(root, 'shapes'), { trainLabels, testImages, testLabels });
    await symlink('nowhere', join(root, 'shapes', fileNames.trainImages));

    await expect(catalogOf(root).load('shapes')).rejects.toThrow(
      broken('shapes/train-images-idx3-ubyte: expected a file, got a link that leads nowhere'),
    );
  });
});
