import { invalidArgument } from '../../errors.ts';
import { element, line, type SvgElement } from '../svg/svgElement.ts';
import { centredText, fontSizes, inks, text } from '../svg/typography.ts';
import { roundTicks } from './roundTicks.ts';

/** Steps counted from 0; `to` is exclusive. */
export interface StepWindow {
  from: number;
  to: number;
}

/** Where each step lies: downwards, all steps or some windows of them with gaps between. */
export interface StepAxis {
  windows: readonly PlacedWindow[];
  rowHeight: number;
  height: number;
}

interface PlacedWindow extends StepWindow {
  /** The upper edge of its first step. */
  y: number;
}

export const stepAxisWidth = 40;

const GAP = 14;
const TICK = 4;
const TICK_DISTANCE = 45;
const FEW_STEPS = 12;

/**
 * @param steps all steps of the tensor, which the windows must lie within, in order
 * @throws GatescopeError INVALID_ARGUMENT for a window that is empty or outside
 */
export function stepAxis(
  steps: StepWindow,
  rowHeight: number,
  windows: readonly StepWindow[] = [steps],
): StepAxis {
  let y = 0;
  let end = steps.from;
  const placed = windows.map((window, n) => {
    checkWindow(window, { from: end, to: steps.to }, `windows[${n}]`);
    const place = { ...window, y };
    y += (window.to - window.from) * rowHeight + GAP;
    end = window.to;
    return place;
  });
  return { windows: placed, rowHeight, height: y - GAP };
}

/** The first and the last `count` steps, or all where these would meet. */
export function firstAndLast({ from, to }: StepWindow, count: number): StepWindow[] {
  if (to - from <= 2 * count) return [{ from, to }];
  return [
    { from, to: from + count },
    { from: to - count, to },
  ];
}

/** The upper edge of a step, or undefined where the axis leaves it out. */
export function stepTop({ windows, rowHeight }: StepAxis, step: number): number | undefined {
  const window = windows.find(({ from, to }) => from <= step && step < to);
  return window === undefined ? undefined : window.y + (step - window.from) * rowHeight;
}

/** What an axis takes at the left of its panels: nothing where it counts nothing. */
export function stepAxisSpace(label: string): number {
  return label === '' ? 0 : stepAxisWidth;
}

/** Ticks, numbers and what they count, to the left of x = 0; none where the label is empty. */
export function stepAxisElements(axis: StepAxis, label: string): SvgElement[] {
  if (label === '') return [];
  const { windows, rowHeight, height } = axis;
  const elements = windows.flatMap((window) =>
    tickedSteps(window, rowHeight).flatMap((step) => {
      const y = window.y + (step - window.from + 0.5) * rowHeight;
      return [
        line(-TICK, y, 0, y, { stroke: inks.line }),
        centredText(-TICK - 3, y, `${step}`, { anchor: 'end', size: fontSizes.tick }),
      ];
    }),
  );
  const gaps = windows
    .slice(1)
    .flatMap(({ y }) =>
      [-3.5, 0, 3.5].map((dot) =>
        element('circle', { cx: -11, cy: y - GAP / 2 + dot, r: 0.9, fill: inks.muted }),
      ),
    );
  const rotated = text(-stepAxisWidth + 10, height / 2, label, {
    anchor: 'middle',
    colour: inks.muted,
    rotate: -90,
  });
  return [...elements, ...gaps, rotated];
}

/** Every step of a short window with room for the numbers, else round ones. */
export function tickedSteps({ from, to }: StepWindow, rowHeight: number): number[] {
  const count = to - from;
  if (count <= FEW_STEPS && rowHeight >= fontSizes.tick) {
    return Array.from({ length: count }, (_, n) => from + n);
  }
  return roundTicks(from, to - 1, (count * rowHeight) / TICK_DISTANCE);
}

/** @throws GatescopeError INVALID_ARGUMENT for a window that is empty or not within the other */
function checkWindow(window: StepWindow, within: StepWindow, argument: string): void {
  const { from, to } = window;
  const whole = Number.isInteger(from) && Number.isInteger(to);
  if (whole && from < to && within.from <= from && to <= within.to) return;
  throw invalidArgument(
    argument,
    `whole steps with ${within.from} ≤ from < to ≤ ${within.to}`,
    `from ${from} to ${to}`,
  );
}
