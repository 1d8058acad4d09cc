import type { InputImage } from '../../data/inputImage.ts';
import { encodePng } from '../../formats/png.ts';

/** The grey values as a PNG, each pixel a square of `scale` by `scale`. */
export function imagePng({ rows, columns, pixels }: InputImage, scale: number): Uint8Array {
  const width = columns * scale;
  const grey = new Uint8Array(rows * scale * width);
  for (let row = 0; row < rows; row++) {
    const line = grey.subarray(row * scale * width, (row * scale + 1) * width);
    for (let column = 0; column < columns; column++) {
      const level = Math.round(255 * (pixels[row * columns + column] as number));
      line.fill(level, column * scale, (column + 1) * scale);
    }
    for (let copy = 1; copy < scale; copy++) grey.set(line, (row * scale + copy) * width);
  }
  return encodePng(width, rows * scale, grey);
}
