import { describe, expect, test } from 'vitest';
import {
  type Colour,
  divergingPalette,
  greyPalette,
  type Palette,
  sequentialPalette,
} from '../../../src/figures/colours/palettes.ts';

const positions = Array.from({ length: 256 }, (_, n) => n / 255);

/** CIE lightness, 0 to 100: what is left of a colour in print without colours. */
function lightness(colour: Colour): number {
  const [red, green, blue] = colour.map((level) => {
    const part = level / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return luminance > 0.008856 ? 116 * Math.cbrt(luminance) - 16 : 903.3 * luminance;
}

describe.each<[string, Palette]>([
  ['sequential', sequentialPalette],
  ['diverging', divergingPalette],
  ['grey', greyPalette],
])('the %s palette', (_, palette) => {
  test('gets lighter all the way, so it reads in greyscale', () => {
    const steps = positions.map((position) => lightness(palette(position)));
    const eighths = [0, 1, 2, 3, 4, 5, 6, 7, 8].map((n) => lightness(palette(n / 8)));

    for (let n = 1; n < steps.length; n++) {
      // A step of one level of one colour may round the other way.
      expect(steps[n]).toBeGreaterThan((steps[n - 1] as number) - 0.1);
    }
    for (let n = 1; n < eighths.length; n++) {
      expect((eighths[n] as number) - (eighths[n - 1] as number)).toBeGreaterThan(5);
    }
  });
});

test('the diverging palette is grey in the middle, blue below and yellow above', () => {
  const [red, green, blue] = divergingPalette(0.5);
  expect(Math.max(red, green, blue) - Math.min(red, green, blue)).toBeLessThan(10);

  const [belowRed, , belowBlue] = divergingPalette(0.25);
  expect(belowBlue - belowRed).toBeGreaterThan(80);
  const [aboveRed, , aboveBlue] = divergingPalette(0.75);
  expect(aboveRed - aboveBlue).toBeGreaterThan(80);
});

test('the ends are those of the published palettes', () => {
  expect(sequentialPalette(0)).toEqual([0x44, 0x01, 0x54]);
  expect(sequentialPalette(1)).toEqual([0xfd, 0xe7, 0x25]);
  expect(greyPalette(0)).toEqual([0, 0, 0]);
  expect(greyPalette(1)).toEqual([255, 255, 255]);
});
