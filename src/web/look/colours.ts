import { colourScaleFor, unitScale, type ColourScale } from '../../figures/colours/colourScale.ts';
import type { ActivationDescription } from '../../networks/activations.ts';
import type { Values } from '../network/values.ts';

export { unitScale, type ColourScale };

/** The colours of an activation: one scale for all that is compared. */
export function scaleOf(
  { range }: Pick<ActivationDescription, 'range'>,
  compared: readonly (Values | null)[],
): ColourScale {
  const there = compared.filter((values) => values !== null);
  return colourScaleFor(there.map((values) => matrixOf(values, range)));
}

/** Of differences, with 0 in the middle. */
export function differenceScale(difference: Values): ColourScale {
  return colourScaleFor([matrixOf(difference, { least: -Infinity, most: Infinity })]);
}

function matrixOf({ shape, values }: Values, range: ActivationDescription['range']) {
  const [rows = 0, columns = 0] = shape;
  return {
    ...{ name: '', rows, columns, values, rowAxis: 'step', columnAxis: 'unit', symbol: '' },
    range: range ?? { least: -Infinity, most: Infinity },
  };
}

/** Changed minus untouched. */
export function differenceOf(second: Values, first: Values): Values {
  return { shape: second.shape, values: second.values.map((value, n) => value - first.values[n]!) };
}

/** Draws numbers as pixels, one for each, row-major. */
export function paintCells(
  canvas: HTMLCanvasElement,
  { values, shape }: Values,
  scale: ColourScale,
): void {
  const [rows = 1, columns = 1] = shape;
  if (canvas.width !== columns || canvas.height !== rows) {
    canvas.width = columns;
    canvas.height = rows;
  }
  const context = canvas.getContext('2d');
  if (context === null) return;
  const image = context.createImageData(columns, rows);
  const { data } = image;
  for (let n = 0; n < values.length; n++) {
    const colour = scale.colourAt(values[n]!);
    data[4 * n] = colour[0];
    data[4 * n + 1] = colour[1];
    data[4 * n + 2] = colour[2];
    data[4 * n + 3] = 255;
  }
  context.putImageData(image, 0, 0);
}
