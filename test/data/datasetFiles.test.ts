import { mkdir, rename, symlink, truncate } from 'node:fs/promises';
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
