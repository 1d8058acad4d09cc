import { computed } from '@preact/signals';

import { ask } from '../api/client.ts';
import { floatsFromBase64 } from '../api/base64.ts';
import { PictureDocument, type ImageInput } from '../api/documents.ts';
import { fitDrawing } from '../../data/fitDrawing.ts';
import { resource, type Wanted } from '../parts/resource.ts';
import { DRAWING_SIZE, drawnPixels } from '../state/drawing.ts';
import { pictureText, type Drawing, type Example, type Picture } from '../state/picture.ts';
import { look } from '../state/store.ts';

/** An image as numbers. */
export interface Pixels {
  rows: number;
  columns: number;
  /** Grey from 0 to 1 with ink bright, [rows · columns]. */
  values: Float32Array;
  /** The true class where it is known. */
  label: number | null;
}

/** Where the ink of the drawing is, before it is fitted; null where nothing is drawn. */
export const ink = computed(() => {
  const { picture } = look.value;
  return picture.kind === 'drawing' ? fitted(picture).report.box : null;
});

/** As MNIST's digits were made. */
function fitted(drawing: Drawing) {
  const size = { width: DRAWING_SIZE, height: DRAWING_SIZE };
  return fitDrawing(
    { ...size, grey: drawnPixels(drawing) },
    { invert: false, fit: true },
    { rows: DRAWING_SIZE, columns: DRAWING_SIZE },
  );
}

/** What is read. */
export const pixels = resource<Pixels>(() => {
  const { picture, asMnist } = look.value;
  return pixelsWanted(picture, asMnist);
}, 200);

export function pixelsWanted(picture: Picture, asMnist: boolean): Wanted<Pixels> {
  return { key: pictureKey(picture, asMnist), load: () => pixelsOf(picture, asMnist) };
}

/** Tells images apart, a drawing as it is from one that is fitted too. */
export function pictureKey(picture: Picture, asMnist: boolean): string {
  return pictureText(picture) + (picture.kind === 'drawing' && asMnist ? ' fitted' : '');
}

export function pixelsOf(picture: Picture, asMnist: boolean): Pixels | Promise<Pixels> {
  switch (picture.kind) {
    case 'drawing':
      return drawingPixels(picture, asMnist);
    case 'example':
      return examplePixels(picture);
    case 'splice':
      return splicedPixels(picture.top, picture.bottom, picture.row, asMnist);
  }
}

function drawingPixels(drawing: Drawing, asMnist: boolean): Pixels {
  const values = asMnist ? fitted(drawing).pixels : drawnPixels(drawing);
  return { rows: DRAWING_SIZE, columns: DRAWING_SIZE, values, label: null };
}

async function examplePixels({ dataset, split, index }: Example): Promise<Pixels> {
  const { image } = await ask(PictureDocument, { image: { example: { dataset, split, index } } });
  const { rows, columns, label } = image;
  return { rows, columns, label, values: floatsFromBase64(image.pixels.base64) };
}

async function splicedPixels(
  top: Example | Drawing,
  bottom: Example | Drawing,
  row: number,
  asMnist: boolean,
): Promise<Pixels> {
  const [upper, lower] = await Promise.all([pixelsOf(top, asMnist), pixelsOf(bottom, asMnist)]);
  const { rows, columns } = upper;
  const border = row * columns;
  const values = upper.values.slice();
  values.set(lower.values.subarray(border, values.length), border);
  return { rows, columns, values, label: null };
}

/** The image as the API takes it: an example by its place, all else by its pixels. */
export function imageInput(picture: Picture, { values }: Pixels): ImageInput {
  if (picture.kind !== 'example') return { pixels: Array.from(values) };
  const { dataset, split, index } = picture;
  return { example: { dataset, split, index } };
}
