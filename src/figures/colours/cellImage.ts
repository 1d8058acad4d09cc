import { PNG } from 'pngjs';
import { element, type SvgElement } from '../svg/svgElement.ts';
import type { Matrix } from '../tensors/figureTensor.ts';
import type { ColourScale } from './colourScale.ts';

export interface CellArea {
  x: number;
  y: number;
  width: number;
  height: number;
  firstRow: number;
  rows: number;
}

const RGB = { colorType: 2, inputColorType: 2, inputHasAlpha: false } as const;

/**
 * Rows of a matrix as one embedded image of one pixel a cell, stretched over the area (decision
 * 0051). It is stored, not compressed: the bytes then do not depend on the version of zlib.
 */
export function cellImage(matrix: Matrix, scale: ColourScale, area: CellArea): SvgElement {
  const { x, y, width, height, firstRow, rows } = area;
  const pixels = cellColours(matrix, scale, firstRow, rows);
  const png = storedPng(matrix.columns, rows, pixels);
  return element('image', {
    class: 'cells',
    x,
    y,
    width,
    height,
    preserveAspectRatio: 'none',
    'image-rendering': 'optimizeSpeed',
    href: `data:image/png;base64,${png.toString('base64')}`,
  });
}

/** The colour of each cell: three bytes, row-major. */
export function cellColours(
  { columns, values }: Matrix,
  scale: ColourScale,
  firstRow: number,
  rows: number,
): Uint8Array {
  const colours = new Uint8Array(3 * rows * columns);
  const first = firstRow * columns;
  for (let cell = 0; cell < rows * columns; cell++) {
    const [red, green, blue] = scale.colourAt(values[first + cell] as number);
    colours[3 * cell] = red;
    colours[3 * cell + 1] = green;
    colours[3 * cell + 2] = blue;
  }
  return colours;
}

/** A PNG of red, green and blue, 8 bits each, as it lies. */
function storedPng(width: number, height: number, colours: Uint8Array): Buffer {
  const png = new PNG({ width, height });
  png.data = Buffer.from(colours);
  return PNG.sync.write(png, { ...RGB, deflateLevel: 0, filterType: 0 });
}
