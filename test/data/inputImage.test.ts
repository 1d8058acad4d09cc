import { describe, expect, test } from 'vitest';
import { DatasetCatalog } from '../../src/data/datasetCatalog.ts';
import { exampleImage, pixelImage, pngImage } from '../../src/data/inputImage.ts';
import { mnistFolder } from '../../src/data/mnist.ts';
import { encodePng } from '../../src/formats/png.ts';

const mnist = await new DatasetCatalog({ mnist: mnistFolder(), userDatasets: '/nonexistent' }).load(
  'mnist',
);
const size = { rows: 28, columns: 28 };

describe('exampleImage', () => {
  test("is the data set's image with its label", () => {
    const image = exampleImage(mnist, 'TEST', 0, 'index');

    expect(image).toMatchObject({ rows: 28, columns: 28 });
    expect(image.example).toEqual({ dataset: 'mnist', split: 'TEST', index: 0, label: 7 });
    const bytes = mnist.splits.TEST.images.subarray(0, 784);
    expect(image.pixels).toEqual(Float32Array.from(bytes, (level) => level / 255));
  });

  test('counts from the first of the split to its last', () => {
    const last = exampleImage(mnist, 'VALIDATION', 4999, 'index');
    const first = exampleImage(mnist, 'TRAIN', 0, 'index');

    expect(last.example?.label).toBe(mnist.splits.VALIDATION.labels[4999]);
    expect(last.pixels).toEqual(
      Float32Array.from(mnist.splits.VALIDATION.images.subarray(-784), (level) => level / 255),
    );
    expect(first.example?.label).toBe(mnist.splits.TRAIN.labels[0]);
  });

  test.each([-1, 10_000, 1.5, NaN])('has none at index %d', (index) => {
    expect(() => exampleImage(mnist, 'TEST', index, 'image.example.index')).toThrow(
      expect.objectContaining({
        code: 'EXAMPLE_NOT_FOUND',
        argument: 'image.example.index',
        message: `image.example.index: expected a whole number from 0 to 9999 (TEST of "mnist"), got ${index}`,
      }),
    );
  });
});

describe('pixelImage', () => {
  test('takes a whole image or its first rows', () => {
    const pixels = Array.from({ length: 784 }, (_, k) => k / 783);

    const whole = pixelImage(pixels, size, 'image.pixels');
    const half = pixelImage(pixels.slice(0, 14 * 28), size, 'image.pixels');

    expect(whole).toEqual({
      rows: 28,
      columns: 28,
      pixels: Float32Array.from(pixels),
      example: null,
      drawing: null,
    });
    expect(half.rows).toBe(14);
    expect(half.pixels).toEqual(whole.pixels.subarray(0, 14 * 28));
    expect(pixelImage(pixels.slice(0, 28), size, 'image.pixels').rows).toBe(1);
    expect(pixelImage(pixels.slice(0, 24), { rows: 8, columns: 12 }, 'image.pixels').rows).toBe(2);
  });

  test.each([0, 1, 783, 785, 29 * 28])('refuses %d numbers', (length) => {
    expect(() => pixelImage(new Array<number>(length).fill(0), size, 'image.pixels')).toThrow(
      expect.objectContaining({
        code: 'INVALID_IMAGE',
        argument: 'image.pixels',
        message: `image.pixels: expected k·28 numbers for the first k rows (k from 1 to 28), got ${length || 'none'}`,
      }),
    );
  });

  test.each([1.5, -0.001, 1 + 1e-12, NaN, Infinity])('refuses a pixel of %d', (pixel) => {
    const pixels = new Array<number>(784).fill(0);
    pixels[5] = pixel;

    expect(() => pixelImage(pixels, size, 'image.pixels')).toThrow(
      expect.objectContaining({
        code: 'INVALID_IMAGE',
        message: `image.pixels: expected numbers from 0 to 1, got ${pixel} at index 5`,
      }),
    );
  });
});

describe('pngImage', () => {
  test('shows the network the same as the example it was drawn from', () => {
    const example = exampleImage(mnist, 'TEST', 3, 'index');
    const file = encodePng(28, 28, mnist.splits.TEST.images.subarray(3 * 784, 4 * 784));

    expect(pngImage(file, size, 'image.png')).toEqual({ ...example, example: null });
  });

  test('takes the first rows only', () => {
    const file = encodePng(28, 5, new Uint8Array(140).fill(255));

    const image = pngImage(file, size, 'image.png');

    expect([image.rows, image.columns]).toEqual([5, 28]);
    expect(image.pixels).toEqual(new Float32Array(140).fill(1));
  });

  test.each([
    [27, 28],
    [29, 28],
    [28, 29],
  ])('refuses %d × %d pixels', (width, height) => {
    const file = encodePng(width, height, new Uint8Array(width * height));

    expect(() => pngImage(file, size, 'image.png')).toThrow(
      expect.objectContaining({
        code: 'INVALID_IMAGE',
        argument: 'image.png',
        message: `image.png: expected an image 28 pixels wide and 1 to 28 high, got ${width} × ${height}`,
      }),
    );
  });

  test('refuses what is no PNG', () => {
    expect(() => pngImage(Buffer.from('GIF89a'), size, 'image.png')).toThrow(
      expect.objectContaining({
        code: 'INVALID_IMAGE',
        message: 'image.png: expected a PNG file, got something else',
      }),
    );
  });
});
