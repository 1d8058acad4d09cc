import type { Drawing } from './picture.ts';

/** Rows and columns of a drawing. */
export const DRAWING_SIZE = 28;
const PIXELS = DRAWING_SIZE * DRAWING_SIZE;

/** @param pixels ink where above 0, [28 · 28] */
export function drawingOf(pixels: ArrayLike<number>): Drawing {
  const bytes = new Uint8Array(PIXELS / 8);
  for (let n = 0; n < PIXELS; n++) {
    if ((pixels[n] ?? 0) > 0) bytes[n >> 3] = (bytes[n >> 3] as number) | (0x80 >> (n & 7));
  }
  const base64 = btoa(String.fromCharCode(...bytes));
  const bits = base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  return { kind: 'drawing', bits };
}

/** 0 or 1 for each pixel, [28 · 28]. */
export function drawnPixels({ bits }: Drawing): Float32Array {
  const bytes = atob(bits.replaceAll('-', '+').replaceAll('_', '/'));
  return Float32Array.from({ length: PIXELS }, (_, n) =>
    (bytes.charCodeAt(n >> 3) & (0x80 >> (n & 7))) === 0 ? 0 : 1,
  );
}

export const blankDrawing = drawingOf(new Float32Array(PIXELS));
