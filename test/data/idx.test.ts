import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { parseImages, parseLabels } from '../../src/data/idx.ts';
import { idxBytes } from './datasetFolder.ts';

const images = Uint8Array.from({ length: 24 }, (_, k) => k);

test('parseImages gives the sizes and the bytes', () => {
  const contents = idxBytes({ lengths: [2, 3, 4] }, images);

  const parsed = parseImages({ label: 'shapes/images', contents });

  expect(parsed).toMatchObject({ examples: 2, rows: 3, columns: 4 });
  expect([...parsed.images]).toEqual([...images]);
});

test('parseLabels gives the labels', () => {
  const contents = idxBytes({ lengths: [4] }, Uint8Array.of(0, 9, 5, 9));

  expect([...parseLabels({ label: 'shapes/labels', contents })]).toEqual([0, 9, 5, 9]);
});

test('parseLabels takes every whole-number type, and the first column of a table', () => {
  const contents = (type: number, lengths: number[], bytes: number[]) =>
    idxBytes({ lengths, type }, Uint8Array.from(bytes));
  const labels = (file: Buffer) => [...parseLabels({ label: 'shapes/labels', contents: file })];

  expect(labels(contents(0x09, [2], [3, 9]))).toEqual([3, 9]);
  expect(labels(contents(0x0b, [2], [0, 3, 0, 9]))).toEqual([3, 9]);
  expect(labels(contents(0x0c, [2], [0, 0, 0, 3, 0, 0, 0, 9]))).toEqual([3, 9]);
  expect(labels(contents(0x0c, [2, 2], [0, 0, 0, 3, 9, 9, 9, 9, 0, 0, 0, 9, 1, 1, 1, 1]))).toEqual([
    3, 9,
  ]);
  expect(labels(contents(0x08, [2, 2], [3, 99, 9, 99]))).toEqual([3, 9]);
});

describe('parseImages refuses', () => {
  test.each([
    ['expected an idx file, got an empty file; fetch it again', Buffer.alloc(0)],
    ['expected an idx file, got a zip archive; unpack it first', Buffer.from('PK\x03\x04')],
    [
      'expected an idx file, got a web page, which came in place of the file; fetch it again',
      Buffer.from('\n<!DOCTYPE html><title>404</title>'),
    ],
    ['expected an idx file, got a file that was gzipped twice; unpack it once', gzipSync(images)],
    [
      'expected an idx file, got a NumPy file; write it as an idx file of unsigned bytes',
      Buffer.from('\x93NUMPY\x01\x00', 'latin1'),
    ],
    ['expected an idx file, got something else', Buffer.from('ink')],
    [
      'expected values of type 0x08 (unsigned bytes), got type 0x0d (float32); write them as bytes from 0 to 255',
      idxBytes({ lengths: [2, 3, 4], type: 0x0d }, images),
    ],
    ['expected 3 dimensions, got 1', idxBytes({ lengths: [24] }, images)],
    ['expected 3 dimensions, got 4', idxBytes({ lengths: [2, 3, 4, 1] }, images)],
    [
      'expected a header of 16 bytes, got 15',
      idxBytes({ lengths: [2, 3, 4] }, Buffer.alloc(0)).subarray(0, 15),
    ],
    ['expected 1 to 10000000 images, got 0', idxBytes({ lengths: [0, 3, 4] }, Buffer.alloc(0))],
    ['expected 1 to 1024 rows, got 0', idxBytes({ lengths: [2, 0, 4] }, Buffer.alloc(0))],
    ['expected 1 to 1024 columns, got 0', idxBytes({ lengths: [2, 3, 0] }, Buffer.alloc(0))],
    [
      'expected 1 to 1024 columns, got 1025',
      idxBytes({ lengths: [1, 1, 1025] }, Buffer.alloc(1025)),
    ],
    ['expected 1 to 1024 rows, got 4294967295', idxBytes({ lengths: [1, 2 ** 32 - 1, 1] }, images)],
    [
      'expected 1 to 10000000 images, got 10000001',
      idxBytes({ lengths: [10_000_001, 1, 1] }, images),
    ],
    [
      'expected 24 values (2 × 3 × 4), got 23: it is cut short',
      idxBytes({ lengths: [2, 3, 4] }, images.subarray(1)),
    ],
    [
      'expected 24 values (2 × 3 × 4), got 25: something follows them',
      idxBytes({ lengths: [2, 3, 4] }, Buffer.alloc(25)),
    ],
  ])('%s', (problem, contents) => {
    expect(() => parseImages({ label: 'shapes/images', contents })).toThrow(
      expect.objectContaining({ code: 'DATASET_BROKEN', message: `shapes/images: ${problem}` }),
    );
  });
});

describe('parseLabels refuses', () => {
  test.each([
    ['expected 1 or 2 dimensions, got 3', idxBytes({ lengths: [2, 3, 4] }, images)],
    [
      'expected labels that are whole numbers, got type 0x0d (float32); write them as bytes from 0 to 9',
      idxBytes({ lengths: [1], type: 0x0d }, Buffer.alloc(4)),
    ],
    [
      'expected 3 values (3), got 2: it is cut short',
      idxBytes({ lengths: [3], type: 0x0c }, Buffer.alloc(8)),
    ],
    [
      'expected labels from 0 to 9, got -1 at index 1: they run from -1 to 0, and at most 10 classes are told apart',
      idxBytes({ lengths: [2], type: 0x09 }, Uint8Array.of(0, 255)),
    ],
    [
      'expected labels from 0 to 9, got 10 at index 0: they run from 1 to 10; subtract 1 from each',
      idxBytes({ lengths: [3] }, Uint8Array.of(10, 1, 2)),
    ],
    ['expected 1 to 10000000 labels, got 0', idxBytes({ lengths: [0] }, Buffer.alloc(0))],
    ['expected 3 values (3), got 2: it is cut short', idxBytes({ lengths: [3] }, Buffer.alloc(2))],
    [
      'expected 3 values (3), got 4: something follows them',
      idxBytes({ lengths: [3] }, Buffer.alloc(4)),
    ],
    [
      'expected labels from 0 to 9, got 10 at index 2: they run from 0 to 10, and at most 10 classes are told apart',
      idxBytes({ lengths: [3] }, Uint8Array.of(0, 9, 10)),
    ],
  ])('%s', (problem, contents) => {
    expect(() => parseLabels({ label: 'shapes/labels', contents })).toThrow(
      expect.objectContaining({ code: 'DATASET_BROKEN', message: `shapes/labels: ${problem}` }),
    );
  });
});
