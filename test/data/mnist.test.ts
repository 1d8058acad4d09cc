import { createHash } from 'node:crypto';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { datasetParts } from '../../src/data/datasetFiles.ts';
import { mnistFolder } from '../../src/data/mnist.ts';
import { broken, catalogOf, mnistSha256 } from './catalogOf.ts';
import { fileNames, temporaryFolder } from './datasetFolder.ts';

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

    expect(hash.digest('hex')).toBe(mnistSha256);
    expect((await catalog.load('mnist')).sha256).toBe(mnistSha256);
  });

  test('is listed where the user has no data sets', async () => {
    expect(await catalog.list()).toEqual([
      {
        name: 'mnist',
        problem: null,
        sha256: mnistSha256,
        rows: 28,
        columns: 28,
        classes: 10,
        examples: { TRAIN: 55_000, VALIDATION: 5_000, TEST: 10_000 },
        splitRule: { name: 'ORDER' },
        warnings: [],
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
