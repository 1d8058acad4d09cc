import { line as linePath } from 'd3-shape';
import { element, group, line, type SvgElement } from '../svg/svgElement.ts';
import type { Drawing } from '../svg/svgFigure.ts';
import { centredText, fontSizes, inks, text } from '../svg/typography.ts';
import type { LineStyle } from './lineStyle.ts';

export interface Tick {
  /** In pixels from the plot's left or upper edge. */
  at: number;
  label: string;
}

export interface PlottedLine {
  /** Pixels from the plot's upper left corner. */
  points: readonly (readonly [x: number, y: number])[];
  style: LineStyle;
}

export interface LinePlot {
  width: number;
  height: number;
  xLabel: string;
  yLabel: string;
  xTicks: readonly Tick[];
  yTicks: readonly Tick[];
  lines: readonly PlottedLine[];
}

/** Where the plot's own area begins in its drawing. */
export const plotOrigin = { x: 58, y: 6 } as const;

const BOTTOM = 36;
const TICK = 4;
const pathThrough = linePath<readonly [number, number]>().digits(2);

/** Lines on a grid, with axes to the left and below. */
export function linePlot(plot: LinePlot): Drawing {
  const { width, height } = plot;
  const frame = { width, height, fill: 'none', stroke: inks.line, 'stroke-width': 0.75 };
  const area = [
    ...grid(plot),
    element('rect', frame),
    ...plot.lines.map(drawnLine),
    text(width / 2, height + BOTTOM - 5, plot.xLabel, { anchor: 'middle', colour: inks.muted }),
    text(-plotOrigin.x + 10, height / 2, plot.yLabel, {
      anchor: 'middle',
      colour: inks.muted,
      rotate: -90,
    }),
  ];
  return {
    width: plotOrigin.x + width,
    height: plotOrigin.y + height + (plot.xLabel === '' ? 8 : BOTTOM),
    content: [group(plotOrigin.x, plotOrigin.y, area)],
  };
}

/** A dot where there is one point alone, of which a line would show nothing. */
function drawnLine({ points, style }: PlottedLine): SvgElement {
  const [first] = points;
  if (first !== undefined && points.length === 1) {
    return element('circle', { cx: first[0], cy: first[1], r: 2.5, fill: style.stroke });
  }
  const d = pathThrough(points) ?? '';
  return element('path', { d, fill: 'none', 'stroke-linejoin': 'round', ...style });
}

function grid({ width, height, xTicks, yTicks }: LinePlot): SvgElement[] {
  return [
    ...yTicks.flatMap(({ at, label }) => [
      line(-TICK, at, width, at, { stroke: inks.faint, 'stroke-width': 0.75 }),
      centredText(-TICK - 3, at, label, { anchor: 'end', size: fontSizes.tick }),
    ]),
    ...xTicks.flatMap(({ at, label }) => [
      line(at, height, at, height + TICK, { stroke: inks.line }),
      text(at, height + TICK + fontSizes.tick + 1, label, {
        anchor: 'middle',
        size: fontSizes.tick,
      }),
    ]),
  ];
}
