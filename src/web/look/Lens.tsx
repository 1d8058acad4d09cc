import { useLayoutEffect, useRef } from 'preact/hooks';

import type { Values } from '../network/values.ts';
import { paintCells, type ColourScale } from './colours.ts';

interface LensProps {
  at: [row: number, unit: number];
  values: Values;
  scale: ColourScale;
  /** Of the map below. */
  width: number;
}

/** Units to the left and right, rows above and below, and how large each is. */
const [ACROSS, DOWN, CELL] = [5, 2, 11];
/** A unit that is at least so wide can be hit without a lens. */
const WIDE = 5;

/** What is around the pointer, enlarged, so that one of many units can be told from its neighbours. */
export function Lens({ at: [row, unit], values, scale, width }: LensProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [rows = 1, units = 1] = values.shape;
  const first = Math.max(0, Math.min(units - 2 * ACROSS - 1, unit - ACROSS));
  const top = Math.max(0, Math.min(rows - 2 * DOWN - 1, row - DOWN));
  const columns = Math.min(units, 2 * ACROSS + 1);
  const shownRows = Math.min(rows, 2 * DOWN + 1);
  const isNeeded = width / units < WIDE;
  useLayoutEffect(() => {
    if (canvas.current === null) return;
    const cut = new Float32Array(columns * shownRows);
    for (let r = 0; r < shownRows; r++) {
      const from = (top + r) * units + first;
      cut.set(values.values.subarray(from, from + columns), r * columns);
    }
    paintCells(canvas.current, { shape: [shownRows, columns], values: cut }, scale);
  });
  if (!isNeeded) return null;
  const x = ((unit + 0.5) / units) * 100;
  return (
    <span
      class="lens"
      style={{
        left: `${x}%`,
        top: `${(row / rows) * 100}%`,
        width: `${columns * CELL}px`,
        height: `${shownRows * CELL}px`,
      }}
      aria-hidden="true"
    >
      <canvas ref={canvas} class="cells" />
      <span
        class="lens-cell"
        style={{
          left: `${(unit - first) * CELL}px`,
          top: `${(row - top) * CELL}px`,
          width: `${CELL}px`,
          height: `${CELL}px`,
        }}
      />
    </span>
  );
}
