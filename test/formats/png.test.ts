import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { decodePng, encodePng, readPngSize } from '../../src/formats/png.ts';
import { fixture } from './fixture.ts';
import { headerChunk, pngFile, pngOfChunks } from './pngFile.ts';

const RED = 0.2126;
const GREEN = 0.7152;
const BLUE = 0.0722;

describe('decodePng', () => {
  test('turns colours into their luminance, over black', () => {
    const colours = [1, 0, RED, GREEN, BLUE, 128 / 255, 0, 0.2].map(Math.fround);
    const { width, height, grey } = decodePng(fixture('rgba.png'));

    expect([width, height]).toEqual([4, 2]);
    expect([...grey]).toEqual(colours);
    expect(decodePng(fixture('palette.png')).grey).toEqual(grey);
    expect(decodePng(fixture('grey-alpha.png')).grey[5]).toBe(Math.fround(128 / 255));
  });

  test('keeps grey levels exactly', () => {
    const levels = Float32Array.of(0, 0.2, 0.4, 0.6, 0.8, 1);

    expect(decodePng(fixture('grey.png'))).toEqual({ width: 3, height: 2, grey: levels });
    expect(decodePng(fixture('grey-16-bits.png')).grey).toEqual(levels);
    expect([...decodePng(fixture('black-and-white.png')).grey]).toEqual([0, 0, 0, 1, 1, 1]);
  });

  test.each([
    ['grey, 2 bits', 2, 0, [0b00011011], [0, 1 / 3, 2 / 3, 1]],
    ['grey, 4 bits', 4, 0, [0x0f, 0x36], [0, 1, 0.2, 0.4]],
    ['colour, 8 bits', 8, 2, [255, 0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0], [RED, GREEN, BLUE, 0]],
    ['colour, 16 bits', 16, 2, [...Array<number>(18).fill(255), 0, 0, 0, 0, 0, 0], [1, 1, 1, 0]],
    [
      'grey and alpha, 16 bits',
      16,
      4,
      [255, 255, 255, 255, ...Array<number>(12).fill(0)],
      [1, 0, 0, 0],
    ],
    ['colour and alpha, 16 bits', 16, 6, Array<number>(32).fill(255), [1, 1, 1, 1]],
  ])('reads %s', (_, bitDepth, colorType, row, expected) => {
    const file = pngFile({ width: 4, height: 1, bitDepth, colorType }, Uint8Array.of(0, ...row));

    expect([...decodePng(file).grey]).toEqual(expected.map(Math.fround));
  });

  test('reads a palette and the one colour that is transparent', () => {
    const size = { width: 4, height: 1, bitDepth: 2 };
    const palette = Uint8Array.of(255, 255, 255, 0, 0, 0, 51, 51, 51);
    const row = Uint8Array.of(0, 0b00011000);

    const indexed = pngFile({ ...size, colorType: 3 }, row, [['PLTE', palette]]);
    const withoutLevel2 = pngFile({ ...size, colorType: 0 }, row, [['tRNS', Uint8Array.of(0, 2)]]);

    expect([...decodePng(indexed).grey]).toEqual([1, 0, 0.2, 1].map(Math.fround));
    expect([...decodePng(withoutLevel2).grey]).toEqual([0, 1 / 3, 0, 0].map(Math.fround));
  });

  test('reads an interlaced image of any size', () => {
    for (let size = 1; size <= 17; size++) {
      const header = { width: size, height: 18 - size, bitDepth: 8, colorType: 0 };
      const pixels = Uint8Array.from({ length: size * (18 - size) }, (_, k) => (37 * k) % 256);
      const file = pngFile({ ...header, interlaced: true }, interlace(size, 18 - size, pixels));

      expect(decodePng(file).grey).toEqual(Float32Array.from(pixels, (level) => level / 255));
    }
  });

  test('reads the passes of an interlaced image', () => {
    const header = { width: 2, height: 2, bitDepth: 8, colorType: 0, interlaced: true };
    // Pass 1 has the first pixel, pass 6 the second, pass 7 the second row; each row a filter byte.
    const file = pngFile(header, Uint8Array.of(0, 51, 0, 102, 0, 153, 204));

    expect([...decodePng(file).grey]).toEqual([0.2, 0.4, 0.6, 0.8].map(Math.fround));
  });

  test('refuses a file with any one byte changed', () => {
    const file = encodePng(
      4,
      3,
      Uint8Array.from({ length: 12 }, (_, k) => 20 * k),
    );
    for (let index = 0; index < file.length; index++) {
      const damaged = file.slice();
      damaged.set([255 - (damaged[index] ?? 0)], index);
      expect(() => decodePng(damaged), `byte ${index}`).toThrow(invalid('png'));
    }
  });

  test('refuses a file cut short at any byte, and leaves out what follows its end', () => {
    const file = encodePng(2, 2, Uint8Array.of(1, 2, 3, 4));
    for (let length = 0; length < file.length; length++) {
      expect(() => decodePng(file.subarray(0, length)), `${length} bytes`).toThrow(invalid('png'));
    }
    const followed = Buffer.concat([file, Buffer.from('appended by a camera')]);
    expect(decodePng(followed)).toEqual(decodePng(file));
  });

  const grey = { width: 4, height: 4, bitDepth: 8, colorType: 0 };
  test.each([
    ['too few pixels', pngFile(grey, Buffer.alloc(19))],
    ['too many pixels', pngFile(grey, Buffer.alloc(21))],
    ['far too many', pngFile(grey, Buffer.alloc(50_000_000))],
    ['far too many, interlaced', pngFile({ ...grey, interlaced: true }, Buffer.alloc(50_000_000))],
    ['an unknown filter', pngFile(grey, Buffer.alloc(20, 9))],
    ['an unknown colour type', pngFile({ ...grey, colorType: 5 }, Buffer.alloc(20))],
    ['an unknown bit depth', pngFile({ ...grey, bitDepth: 3 }, Buffer.alloc(12))],
    ['no palette', pngFile({ ...grey, colorType: 3 }, Buffer.alloc(20))],
    [
      'a colour outside the palette',
      pngFile({ ...grey, colorType: 3 }, Buffer.alloc(20, 1), [['PLTE', Buffer.alloc(3)]]),
    ],
    ['no pixels', pngOfChunks([headerChunk(grey)])],
    [
      'pixels that are not compressed',
      pngOfChunks([headerChunk(grey), ['IDAT', Buffer.alloc(20)]]),
    ],
    [
      'a second header',
      pngFile(grey, Buffer.alloc(20), [headerChunk({ ...grey, width: 2 ** 31 })]),
    ],
    ['an unknown chunk that matters', pngFile(grey, Buffer.alloc(20), [['XXXX', Buffer.alloc(1)]])],
  ])('refuses %s', (_, file) => {
    expect(() => decodePng(file, 'image.png')).toThrow(
      invalid('image.png', 'an undamaged PNG file, got one that cannot be decoded'),
    );
  });

  test.each([
    ['a PNG file, got something else', Buffer.alloc(0)],
    ['a PNG file, got something else', Buffer.from('GIF89a'.padEnd(100))],
    ['a PNG file, got something else', pngOfChunks([['IDAT', deflateSync(Buffer.alloc(20))]])],
    [
      'an image of 1 × 1 to 1024 × 1024 pixels, got 0 × 4',
      pngFile({ ...grey, width: 0 }, Buffer.alloc(4)),
    ],
    [
      'an image of 1 × 1 to 1024 × 1024 pixels, got 4 × 4294967295',
      pngFile({ ...grey, height: 2 ** 32 - 1 }, Buffer.alloc(4)),
    ],
    ['at most 8388608 bytes, got 8388609', Buffer.alloc(8_388_609)],
  ])('expects %s', (expectation, file) => {
    expect(() => decodePng(file, 'image.png')).toThrow(invalid('image.png', expectation));
    expect(() => readPngSize(file, 'image.png')).toThrow(invalid('image.png', expectation));
  });
});

test('readPngSize looks at the header only', () => {
  const file = pngFile({ width: 28, height: 14, bitDepth: 8, colorType: 0 }, Buffer.alloc(1));

  expect(readPngSize(file)).toEqual({ width: 28, height: 14 });
});

describe('encodePng', () => {
  test('writes what decodePng reads, and the same bytes each time', () => {
    const levels = Uint8Array.from({ length: 256 }, (_, level) => level);
    const file = encodePng(32, 8, levels);

    const { width, height, grey } = decodePng(file);
    expect([width, height]).toEqual([32, 8]);
    expect(grey).toEqual(Float32Array.from(levels, (level) => level / 255));
    expect(encodePng(32, 8, levels)).toEqual(file);
  });

  test('refuses values that do not fill the image', () => {
    expect(() => encodePng(3, 2, new Uint8Array(5))).toThrow(
      new RangeError('3 × 2 pixels, but 5 values'),
    );
  });
});

/** In which of the seven passes a pixel of each 8 × 8 block is. */
const PASSES = [
  '16462646',
  '77777777',
  '56565656',
  '77777777',
  '36463646',
  '77777777',
  '56565656',
  '77777777',
];

/** The rows of the seven passes, each behind a filter byte of 0. */
function interlace(width: number, height: number, pixels: Uint8Array): Uint8Array {
  const bytes: number[] = [];
  for (const pass of '1234567') {
    for (let row = 0; row < height; row++) {
      const pixelsOfRow = [...pixels.subarray(row * width, (row + 1) * width)];
      const inPass = pixelsOfRow.filter((_, column) => PASSES[row % 8]?.[column % 8] === pass);
      if (inPass.length > 0) bytes.push(0, ...inPass);
    }
  }
  return Uint8Array.from(bytes);
}

function invalid(argument: string, expectation = ''): unknown {
  return expect.objectContaining({
    code: 'INVALID_IMAGE',
    argument,
    message: expect.stringContaining(`${argument}: expected ${expectation}`) as string,
  });
}
