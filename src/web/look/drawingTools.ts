import { computed, signal } from '@preact/signals';

import { blankDrawing, drawingOf, drawnPixels, DRAWING_SIZE } from '../state/drawing.ts';
import type { Drawing } from '../state/picture.ts';
import { changeLook, look } from '../state/store.ts';
import { pixels } from './picture.ts';

export type Tool = 'pen' | 'eraser';

export const tool = signal<Tool>('pen');

/** Whether the pen is over the image: it then shows what is drawn, and not how that is fitted. */
export const isDrawing = signal(false);

/** The pixel that keys move and the space bar sets. */
export const penPixel = signal<{ row: number; column: number } | null>(null);

/** Drawings to go back to, the newest last. */
const undone = signal<Drawing[]>([]);
export const canUndo = computed(() => undone.value.length > 0);
const MOST_UNDONE = 50;

export const canDraw = computed(() => {
  const image = pixels.value.value;
  return image === null || (image.rows === DRAWING_SIZE && image.columns === DRAWING_SIZE);
});

/** What the pen changes: the drawing, or the image as black and white. */
function drawnNow(): Float32Array {
  const { picture } = look.value;
  if (picture.kind === 'drawing') return drawnPixels(picture);
  const image = pixels.value.value;
  if (image === null || !canDraw.value) return new Float32Array(DRAWING_SIZE ** 2);
  return image.values.map((grey) => (grey > INK ? 1 : 0));
}

/** A pixel of an image counts as ink from here on, as the networks read it. */
const INK = 0.1;

/** Remembers the present drawing before a stroke. */
export function beginStroke(): void {
  const { picture } = look.value;
  const now = picture.kind === 'drawing' ? picture : drawingOf(drawnNow());
  undone.value = [...undone.value, now].slice(-MOST_UNDONE);
}

/** Ink, or none, around a line between two places in pixels. */
export function stroke(from: [x: number, y: number], to: [x: number, y: number]): void {
  const values = drawnNow();
  const ink = tool.value === 'pen' ? 1 : 0;
  const reach = tool.value === 'pen' ? PEN_RADIUS : ERASER_RADIUS;
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const stops = Math.max(1, Math.ceil(length * 3));
  for (let stop = 0; stop <= stops; stop++) {
    const part = stop / stops;
    dab(values, from[0] + part * (to[0] - from[0]), from[1] + part * (to[1] - from[1]), reach, ink);
  }
  show(values);
}

/** In pixels; about as wide as MNIST's strokes. */
const PEN_RADIUS = 1.15;
const ERASER_RADIUS = 1.8;

function dab(values: Float32Array, x: number, y: number, reach: number, ink: number): void {
  for (let row = Math.floor(y - reach); row <= y + reach; row++) {
    for (let column = Math.floor(x - reach); column <= x + reach; column++) {
      if (row < 0 || column < 0 || row >= DRAWING_SIZE || column >= DRAWING_SIZE) continue;
      if (Math.hypot(row + 0.5 - y, column + 0.5 - x) > reach) continue;
      values[row * DRAWING_SIZE + column] = ink;
    }
  }
}

/** Turns one pixel over, as the space bar does. */
export function togglePixel({ row, column }: { row: number; column: number }): void {
  beginStroke();
  const values = drawnNow();
  const at = row * DRAWING_SIZE + column;
  values[at] = tool.value === 'eraser' || values[at] === 1 ? 0 : 1;
  show(values);
}

export function undo(): void {
  const last = undone.value.at(-1);
  if (last === undefined) return;
  undone.value = undone.value.slice(0, -1);
  changeLook({ picture: last }, 'move');
}

export function clear(): void {
  beginStroke();
  changeLook({ picture: blankDrawing, asMnist: true });
}

/** A picture of another kind, in black and white. */
export function takePixels(values: ArrayLike<number>): void {
  beginStroke();
  changeLook({ picture: drawingOf(values), asMnist: true });
}

function show(values: Float32Array): void {
  const { picture } = look.value;
  const next = drawingOf(values);
  // What comes from a data set is fitted already; what is drawn on it should stay where it is drawn.
  if (picture.kind === 'drawing') changeLook({ picture: next }, 'move');
  else changeLook({ picture: next, asMnist: false });
}
