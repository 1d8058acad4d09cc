import { roundUp } from '../axes/roundUp.ts';
import type { Matrix, ValueRange } from '../tensors/figureTensor.ts';
import {
  type Colour,
  divergingPalette,
  greyPalette,
  type Palette,
  sequentialPalette,
} from './palettes.ts';

/** Which colour a value has; values outside take the colour of the nearer end. */
export interface ColourScale extends ValueRange {
  colourAt(value: number): Colour;
}

/** Float32 may go this far beyond a range; that is no reason for another scale. */
const ROUNDING = 1e-5;

/** Brightness from 0 to 1, as the networks see an image: ink is bright. */
export const greyScale: ColourScale = scaleOf(greyPalette, { least: 0, most: 1 });

/** Probabilities. */
export const unitScale: ColourScale = scaleOf(sequentialPalette, { least: 0, most: 1 });

/**
 * One scale for all matrices given, which is what makes their colours comparable. It spans the
 * range the first of them states; where that has no limit, or the values go beyond it, the values
 * decide. Numbers that can be negative get the diverging palette, with 0 in its middle; an image,
 * [row, column], is grey.
 */
export function colourScaleFor(matrices: readonly Matrix[]): ColourScale {
  if (matrices[0]?.rowAxis === 'row' && matrices[0].columnAxis === 'column') return greyScale;
  const range = matrices[0]?.range ?? { least: -Infinity, most: Infinity };
  const [least, most] = valueExtent(matrices);
  if (range.least >= 0 && least >= -ROUNDING) {
    const beyond = range.most === Infinity || most > range.most + ROUNDING;
    return scaleOf(sequentialPalette, { least: 0, most: beyond ? roundUp(most) : range.most });
  }
  const stated = Math.max(-range.least, range.most);
  const reached = Math.max(-least, most);
  const end = stated === Infinity || reached > stated + ROUNDING ? roundUp(reached) : stated;
  return scaleOf(divergingPalette, { least: -end, most: end });
}

function scaleOf(palette: Palette, { least, most }: ValueRange): ColourScale {
  const colourAt = (value: number): Colour =>
    palette(Math.min(1, Math.max(0, (value - least) / (most - least))));
  return { least, most, colourAt };
}

function valueExtent(matrices: readonly Matrix[]): [number, number] {
  let [least, most] = [Infinity, -Infinity];
  for (const { values } of matrices) {
    for (let k = 0; k < values.length; k++) {
      least = Math.min(least, values[k] as number);
      most = Math.max(most, values[k] as number);
    }
  }
  return least <= most ? [least, most] : [0, 0];
}
