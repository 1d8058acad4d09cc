import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { DatasetPart } from '../../src/data/datasetFiles.ts';

/** The file of each part under its canonical name. */
export const fileNames: Record<DatasetPart, string> = {
  trainImages: 'train-images-idx3-ubyte',
  trainLabels: 'train-labels-idx1-ubyte',
  testImages: 't10k-images-idx3-ubyte',
  testLabels: 't10k-labels-idx1-ubyte',
};

export interface IdxHeader {
  lengths: number[];
  type?: number;
}

/** An idx file by its format: values of one byte each, after a header that may well not fit them. */
export function idxBytes({ lengths, type = 8 }: IdxHeader, values: Uint8Array): Buffer {
  const header = Buffer.alloc(4 + 4 * lengths.length);
  header.set([0, 0, type, lengths.length]);
  lengths.forEach((length, axis) => header.writeUInt32BE(length, 4 + 4 * axis));
  return Buffer.concat([header, values]);
}

export interface ShapesOptions {
  train: number;
  test: number;
  rows: number;
  columns: number;
  classes: number;
}

/** A small data set: pixel k of a file is k mod 256, and the labels go round the classes. */
export function shapes(options: Partial<ShapesOptions> = {}): Record<DatasetPart, Buffer> {
  const { train = 24, test = 6, rows = 8, columns = 12, classes = 3 } = options;
  const images = (examples: number): Buffer =>
    idxBytes(
      { lengths: [examples, rows, columns] },
      Uint8Array.from({ length: examples * rows * columns }, (_, k) => k % 256),
    );
  const labels = (examples: number): Buffer =>
    idxBytes(
      { lengths: [examples] },
      Uint8Array.from({ length: examples }, (_, k) => k % classes),
    );
  return {
    trainImages: images(train),
    trainLabels: labels(train),
    testImages: images(test),
    testLabels: labels(test),
  };
}

/** A new folder that is deleted after the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'gatescope-data-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

/** Writes the files under the names that `rename` makes of the canonical ones. */
export async function writeDataset(
  folder: string,
  files: Partial<Record<DatasetPart, Uint8Array>>,
  rename: (name: string) => string = (name) => name,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [part, bytes] of Object.entries(files)) {
    await writeFile(join(folder, rename(fileNames[part as DatasetPart])), bytes);
  }
}
