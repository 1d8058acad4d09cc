import { describe, expect, test } from 'vitest';
import { DatasetCatalog } from '../../src/data/datasetCatalog.ts';
import { fitDrawing, type GreyPicture } from '../../src/data/fitDrawing.ts';
import { exampleImage } from '../../src/data/inputImage.ts';
import { mnistFolder } from '../../src/data/mnist.ts';

const size = { rows: 28, columns: 28 };
const asFound = { invert: null, fit: true };

/** A picture of `width` × `height` whose brightness is given by place. */
function picture(
  width: number,
  height: number,
  brightness: (x: number, y: number) => number,
): GreyPicture {
  const at = (_: unknown, k: number) => brightness(k % width, Math.floor(k / width));
  return { width, height, grey: Float32Array.from({ length: width * height }, at) };
}

test('a test digit, drawn large and dark in a corner of a sheet, is fitted to what MNIST made of it', async () => {
  const catalog = new DatasetCatalog({ mnist: mnistFolder(), userDatasets: '/nowhere' });
  const mnist = await catalog.load('mnist');
  let alike = 0;
  for (let index = 0; index < 100; index++) {
    const { pixels: digit } = exampleImage(mnist, 'TEST', index, 'index');
    const ink = (x: number, y: number) => digit[Math.floor(y / 5) * 28 + Math.floor(x / 5)] ?? 0;
    const inDigit = (x: number, y: number) => x >= 110 && x < 250 && y >= 3 && y < 143;
    const sheet = picture(260, 200, (x, y) =>
      inDigit(x, y) ? 0.95 - 0.9 * ink(x - 110, y - 3) : 0.95,
    );

    const { pixels, report } = fitDrawing(sheet, asFound, size);

    expect(report.inverted).toBe(true);
    const differing = pixels.filter((value, k) => Math.abs(value - digit[k]!) > 0.3).length;
    if (differing <= 16) alike++;
  }
  // Some have edges so faint that they count as paper, which makes the box a pixel smaller.
  expect(alike).toBeGreaterThanOrEqual(90);
});

describe('a drawing', () => {
  test('keeps its aspect in a box of 20 pixels, its mass in the middle', () => {
    // A bar 10 wide and 40 high, bright on black.
    const bar = picture(100, 60, (x, y) => Number(x >= 70 && x < 80 && y >= 5 && y < 45));

    const { pixels, report } = fitDrawing(bar, asFound, size);

    expect(report).toEqual({ inverted: false, box: { left: 70, top: 5, width: 10, height: 40 } });
    const inked = [...pixels.keys()].filter((at) => pixels[at]! > 0);
    const columns = inked.map((at) => at % 28);
    const rows = inked.map((at) => Math.floor(at / 28));
    expect([Math.min(...columns), Math.max(...columns)]).toEqual([12, 16]);
    expect([Math.min(...rows), Math.max(...rows)]).toEqual([5, 24]);
  });

  test('has soft edges: a pixel half covered is half bright', () => {
    const wide = picture(41, 3, (x, y) => Number(y === 1 && x < 40 && x % 2 === 0));

    const { pixels } = fitDrawing(wide, asFound, size);

    const inked = [...pixels].filter((value) => value > 0);
    expect(inked.every((value) => value > 0.2 && value < 0.8)).toBe(true);
  });

  test('stays whole where its mass lies far from its middle', () => {
    const lopsided = picture(40, 40, (x, y) => Number(y === 20 || (x < 4 && y > 10 && y < 30)));

    const { pixels } = fitDrawing(lopsided, { invert: false, fit: true }, size);

    const columns = [...pixels.keys()].filter((at) => pixels[at]! > 0).map((at) => at % 28);
    expect(Math.max(...columns) - Math.min(...columns)).toBe(19);
  });

  test('is inverted where that is asked for, and only then where it is said', () => {
    const paper = picture(28, 28, (x) => (x === 14 ? 0 : 1));

    expect(fitDrawing(paper, { invert: false, fit: false }, size).pixels).toEqual(paper.grey);
    const { pixels } = fitDrawing(paper, { invert: null, fit: false }, size);
    expect(pixels).toEqual(Float32Array.from(paper.grey, (value) => 1 - value));
    const dark = picture(28, 28, (x) => Number(x === 14));
    expect(fitDrawing(dark, { invert: true, fit: false }, size).report.inverted).toBe(true);
  });

  test.each([0, 0.4, 1])('without ink, all %d, becomes an empty image', (brightness) => {
    const blank = picture(50, 30, () => brightness);

    const { pixels, report } = fitDrawing(blank, asFound, size);

    expect(report.box).toBeNull();
    expect(pixels).toEqual(new Float32Array(784));
  });

  test('of a single pixel fills the box', () => {
    const { pixels } = fitDrawing(
      picture(9, 9, (x, y) => Number(x === 0 && y === 8)),
      asFound,
      size,
    );

    expect(pixels.filter((value) => value === 1)).toHaveLength(400);
  });
});
