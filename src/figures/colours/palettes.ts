import { interpolateLab, piecewise } from 'd3-interpolate';
import { interpolateViridis } from 'd3-scale-chromatic';

/** Red, green and blue from 0 to 255. */
export type Colour = readonly [red: number, green: number, blue: number];

/**
 * A colour for every position from 0 to 1; the lighter, the more. Decision 0050 gives the reasons for the
 * choice of palettes; colourScale.ts says which values take which.
 */
export type Palette = (position: number) => Colour;

const LEVELS = 255;

/** For gates and probabilities: dark violet for 0 to yellow for 1. */
export const sequentialPalette = paletteOf(interpolateViridis);

/** For numbers with a sign: blue below 0, grey at 0 in the middle, yellow above. */
export const divergingPalette = paletteOf(
  piecewise(interpolateLab, ['#08205c', '#27569c', '#8f9296', '#eeb430', '#fff6b0']),
);

/** For images: black to white. */
export const greyPalette: Palette = (position) => {
  const level = Math.round(LEVELS * position);
  return [level, level, level];
};

/** A table, since text is slow to parse for every cell; its length is odd, so 0 has its own entry. */
function paletteOf(interpolate: (position: number) => string): Palette {
  const colours = Array.from({ length: 2 * LEVELS + 1 }, (_, entry) =>
    parsedColour(interpolate(entry / (2 * LEVELS))),
  );
  return (position) => colours[Math.round(2 * LEVELS * position)] as Colour;
}

/** d3 writes `#rrggbb` or `rgb(r, g, b)`. */
function parsedColour(written: string): Colour {
  const levels = written.startsWith('#')
    ? [1, 3, 5].map((at) => Number.parseInt(written.slice(at, at + 2), 16))
    : (written.match(/\d+/g) ?? []).map(Number);
  return levels as [number, number, number];
}
