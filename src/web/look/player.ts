import { signal } from '@preact/signals';

import { moveCursor } from '../state/store.ts';
import { row, rowCount } from './view.ts';

/** Whether the image is being read, row by row. */
export const isPlaying = signal(false);

/** Rows a second. */
const PACE = 8;
let startedAt = 0;
let firstRow = 0;

export function togglePlay(): void {
  if (isPlaying.value) pause();
  else play();
}

export function pause(): void {
  isPlaying.value = false;
}

function play(): void {
  const isAtEnd = row.value >= rowCount.value - 1;
  firstRow = isAtEnd ? 0 : row.value;
  if (isAtEnd) moveCursor({ row: 0 });
  startedAt = performance.now();
  isPlaying.value = true;
  requestAnimationFrame(frame);
}

/** Frames may be missed; the row goes by the clock. */
function frame(now: number): void {
  if (!isPlaying.value) return;
  const at = firstRow + Math.floor(((now - startedAt) * PACE) / 1000);
  const last = rowCount.value - 1;
  if (at >= last) {
    moveCursor({ row: last });
    pause();
    return;
  }
  if (at !== row.value && at >= 0) moveCursor({ row: at });
  requestAnimationFrame(frame);
}

/** Goes to a row, and stops reading on. */
export function goToRow(to: number): void {
  pause();
  moveCursor({ row: Math.max(0, Math.min(to, rowCount.value - 1)) });
}
