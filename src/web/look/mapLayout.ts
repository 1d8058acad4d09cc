import { computed, signal } from '@preact/signals';

/** Width of the window; the maps take whole pixels for a unit where they can. */
export const windowWidth = signal(innerWidth);
addEventListener('resize', () => (windowWidth.value = document.documentElement.clientWidth));

export type Layout = 'wide' | 'medium' | 'narrow';

export const layout = computed<Layout>(() =>
  windowWidth.value >= 1360 ? 'wide' : windowWidth.value >= 760 ? 'medium' : 'narrow',
);

/** Widths in pixels that style/look.css has as well. */
const [IMAGE, ANSWER, GAP, EDGES, NARROW_EDGES, LINES, AXIS] = [304, 232, 24, 48, 32, 168, 24];
const MOST_PIXELS = 6;
const LEAST_WIDTH = 72;

/** How wide all maps may be together. */
export const roomForMaps = computed(() => {
  const inside = windowWidth.value - EDGES - IMAGE - GAP;
  switch (layout.value) {
    case 'wide':
      return Math.min(inside - ANSWER - GAP - GAP - LINES, 1200);
    case 'medium':
      return inside;
    case 'narrow':
      return windowWidth.value - NARROW_EDGES - AXIS;
  }
});

export interface MapSizes {
  /** How many maps fit. */
  count: number;
  /** Width of one. */
  width: number;
  gap: number;
}

/**
 * @param wanted how many maps there are
 * @param units columns of each
 */
export function mapSizes(wanted: number, units: number): MapSizes {
  const room = roomForMaps.value;
  if (layout.value === 'narrow') {
    const gap = 12;
    const count = Math.min(2, wanted);
    return { count, width: (room - (count - 1) * gap) / count, gap };
  }
  const gap = wanted > 4 ? 8 : 12;
  // Narrower than this nothing can be told in a map: rather fewer of them.
  const least = units * Math.ceil(LEAST_WIDTH / units);
  const fitting = Math.floor((room + gap) / (least + gap));
  const count = Math.max(1, Math.min(wanted, fitting));
  const perUnit = Math.floor((room - (count - 1) * gap) / (count * units));
  if (perUnit < 1) return { count: 1, width: Math.min(units, room), gap };
  return { count, width: Math.min(perUnit, MOST_PIXELS) * units, gap };
}
