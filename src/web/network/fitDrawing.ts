import { DRAWING_SIZE } from '../state/drawing.ts';

/** How MNIST's digits were made: the ink in a box of 20 × 20, and its centre of mass in the middle. */
const BOX = 20;
const MIDDLE = (DRAWING_SIZE - 1) / 2;

export interface Fit {
  /** Grey from 0 to 1, [28 · 28]. */
  pixels: Float32Array;
  /** Centre of mass before, in pixels from the upper left one; null for a blank drawing. */
  mass: { row: number; column: number } | null;
  /** Where the centre went, in pixels down and right. */
  moved: { rows: number; columns: number };
  /** The larger side of the ink now and before. */
  scale: number;
}

/** Fits a drawing as the makers of MNIST did: scaled into the box, then moved by its mass. */
export function fitDrawing(drawn: Float32Array): Fit {
  const ink = inkBox(drawn);
  if (ink === null) {
    return { pixels: drawn, mass: null, moved: { rows: 0, columns: 0 }, scale: 1 };
  }
  const side = Math.max(ink.bottom - ink.top, ink.right - ink.left) + 1;
  const scale = BOX / side;
  const scaled = resample(drawn, scale, {
    row: (ink.top + ink.bottom) / 2,
    column: (ink.left + ink.right) / 2,
  });
  const before = centreOfMass(drawn);
  const centre = centreOfMass(scaled);
  const [down, right] = [Math.round(MIDDLE - centre.row), Math.round(MIDDLE - centre.column)];
  const moved = { rows: MIDDLE - before.row, columns: MIDDLE - before.column };
  return { pixels: shifted(scaled, down, right), mass: before, moved, scale };
}

interface Place {
  row: number;
  column: number;
}

function inkBox(
  pixels: Float32Array,
): { top: number; bottom: number; left: number; right: number } | null {
  let box: { top: number; bottom: number; left: number; right: number } | null = null;
  pixels.forEach((ink, n) => {
    if (ink === 0) return;
    const [row, column] = [Math.floor(n / DRAWING_SIZE), n % DRAWING_SIZE];
    box ??= { top: row, bottom: row, left: column, right: column };
    box.bottom = row;
    box.left = Math.min(box.left, column);
    box.right = Math.max(box.right, column);
  });
  return box;
}

function centreOfMass(pixels: Float32Array): Place {
  let [mass, rows, columns] = [0, 0, 0];
  pixels.forEach((ink, n) => {
    mass += ink;
    rows += ink * Math.floor(n / DRAWING_SIZE);
    columns += ink * (n % DRAWING_SIZE);
  });
  return mass === 0
    ? { row: MIDDLE, column: MIDDLE }
    : { row: rows / mass, column: columns / mass };
}

/** How finely a pixel is looked at when it is made from parts of others. */
const SAMPLES = 4;

/** What was around `centre` comes to the middle, `scale` times as large. */
function resample(pixels: Float32Array, scale: number, centre: Place): Float32Array {
  const made = new Float32Array(pixels.length);
  for (let row = 0; row < DRAWING_SIZE; row++) {
    for (let column = 0; column < DRAWING_SIZE; column++) {
      made[row * DRAWING_SIZE + column] = meanInk(pixels, scale, centre, row, column);
    }
  }
  return made;
}

function meanInk(
  pixels: Float32Array,
  scale: number,
  centre: Place,
  row: number,
  column: number,
): number {
  let sum = 0;
  for (let a = 0; a < SAMPLES; a++) {
    for (let b = 0; b < SAMPLES; b++) {
      const y = row - 0.5 + (a + 0.5) / SAMPLES;
      const x = column - 0.5 + (b + 0.5) / SAMPLES;
      const from = Math.round(centre.row + (y - MIDDLE) / scale);
      const at = Math.round(centre.column + (x - MIDDLE) / scale);
      const isInside = from >= 0 && from < DRAWING_SIZE && at >= 0 && at < DRAWING_SIZE;
      if (isInside) sum += pixels[from * DRAWING_SIZE + at] ?? 0;
    }
  }
  return sum / SAMPLES ** 2;
}

function shifted(pixels: Float32Array, down: number, right: number): Float32Array {
  const made = new Float32Array(pixels.length);
  for (let row = 0; row < DRAWING_SIZE; row++) {
    for (let column = 0; column < DRAWING_SIZE; column++) {
      const [from, at] = [row - down, column - right];
      if (from < 0 || at < 0 || from >= DRAWING_SIZE || at >= DRAWING_SIZE) continue;
      made[row * DRAWING_SIZE + column] = pixels[from * DRAWING_SIZE + at] ?? 0;
    }
  }
  return made;
}
