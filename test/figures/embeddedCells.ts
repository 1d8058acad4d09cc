import { PNG } from 'pngjs';
import { pageX, pageY, placedElements } from './placedElements.ts';

/** A heat map's cells as a figure embeds them. */
export interface EmbeddedCells {
  left: number;
  top: number;
  width: number;
  height: number;
  rows: number;
  columns: number;
  /** Red, green and blue of a cell. */
  colourAt(row: number, column: number): number[];
}

/** Every embedded image of a figure, in order; colour bars are among them. */
export function embeddedCells(svg: string): EmbeddedCells[] {
  return placedElements(svg)
    .filter(({ name }) => name === 'image')
    .map((image) => {
      const { href = '', width, height } = image.attributes;
      const png = PNG.sync.read(Buffer.from(href.replace('data:image/png;base64,', ''), 'base64'));
      return {
        left: pageX(image),
        top: pageY(image),
        width: Number(width),
        height: Number(height),
        rows: png.height,
        columns: png.width,
        colourAt: (row, column) => {
          const first = 4 * (row * png.width + column);
          return [...png.data.subarray(first, first + 3)];
        },
      };
    });
}
