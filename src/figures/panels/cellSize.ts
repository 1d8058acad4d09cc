const HALF_PIXELS = 2;

/** The size of a cell in pixels, a multiple of ½, so that `count` of them take about `extent`. */
export function cellSize(count: number, extent: number, most: number): number {
  const size = Math.floor((HALF_PIXELS * extent) / count) / HALF_PIXELS;
  return Math.min(most, Math.max(1 / HALF_PIXELS, size));
}
