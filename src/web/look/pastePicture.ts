import { DRAWING_SIZE } from '../state/drawing.ts';
import { announce } from '../parts/announce.ts';
import { takePixels } from './drawingTools.ts';

/** Ink from here on; what is lighter than this on white paper, or darker on black, is paper. */
const THRESHOLD = 0.45;

/** Takes a picture file as a drawing: shrunk to 28 × 28, ink where it differs from its border. */
export async function pastePicture(file: Blob): Promise<void> {
  const picture = await createImageBitmap(file).catch(() => null);
  if (picture === null) {
    announce('That is no picture that the browser can read.');
    return;
  }
  takePixels(inkOf(picture));
  announce('The picture is taken as a drawing.');
}

/** The first picture among what is pasted or dropped. */
export function pictureIn(data: DataTransfer | null): Blob | null {
  return [...(data?.files ?? [])].find(({ type }) => type.startsWith('image/')) ?? null;
}

function inkOf(picture: ImageBitmap): Float32Array {
  const canvas = document.createElement('canvas');
  canvas.width = DRAWING_SIZE;
  canvas.height = DRAWING_SIZE;
  const context = canvas.getContext('2d')!;
  context.imageSmoothingQuality = 'high';
  const scale = Math.min(DRAWING_SIZE / picture.width, DRAWING_SIZE / picture.height);
  const [width, height] = [picture.width * scale, picture.height * scale];
  const [x, y] = [(DRAWING_SIZE - width) / 2, (DRAWING_SIZE - height) / 2];
  context.drawImage(picture, x, y, width, height);
  const { data } = context.getImageData(0, 0, DRAWING_SIZE, DRAWING_SIZE);
  const light = Float32Array.from({ length: DRAWING_SIZE ** 2 }, (_, n) => {
    const alpha = data[4 * n + 3]! / 255;
    return (alpha * (data[4 * n]! + data[4 * n + 1]! + data[4 * n + 2]!)) / (3 * 255);
  });
  const isOnWhite = borderLight(light) > 0.5;
  return light.map((value) => ((isOnWhite ? 1 - value : value) > THRESHOLD ? 1 : 0));
}

function borderLight(light: Float32Array): number {
  let sum = 0;
  for (let n = 0; n < DRAWING_SIZE; n++) {
    sum += light[n]! + light[(DRAWING_SIZE - 1) * DRAWING_SIZE + n]!;
  }
  return sum / (2 * DRAWING_SIZE);
}
