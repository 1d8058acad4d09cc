import { rangeTicks } from '../axes/rangeTicks.ts';
import { element, line, type SvgElement } from '../svg/svgElement.ts';
import type { Drawing } from '../svg/svgFigure.ts';
import { fontSizes, inks, numberLabel, text, textWidth } from '../svg/typography.ts';
import { cellImage } from './cellImage.ts';
import type { ColourScale } from './colourScale.ts';

const BAR = { width: 140, height: 9, top: 16 } as const;
const COLOURS = 256;
const TICK = 4;
/** Between two numbers. */
const GAP = 4;

/** A scale's colours from its least to its most, with numbers; `label` says what they are of. */
export function colourBar(scale: ColourScale, label: string): Drawing {
  const { least, most } = scale;
  const step = (most - least) / (COLOURS - 1);
  const ramp = {
    name: 'colours',
    rows: 1,
    columns: COLOURS,
    rowAxis: '',
    columnAxis: '',
    values: Array.from({ length: COLOURS }, (_, n) => least + n * step),
    range: scale,
    symbol: '',
  };
  const area = { x: 0, y: BAR.top, width: BAR.width, height: BAR.height };
  return {
    width: Math.max(BAR.width, textWidth(label)),
    height: BAR.top + BAR.height + TICK + fontSizes.tick + 4,
    content: [
      text(0, fontSizes.text, label, { colour: inks.muted }),
      cellImage(ramp, scale, { ...area, firstRow: 0, rows: 1 }),
      element('rect', { ...area, fill: 'none', stroke: inks.line, 'stroke-width': 0.75 }),
      ...barTicks(scale),
    ],
  };
}

/** The ends, and of the round numbers between those that keep clear of them. */
function barTicks({ least, most }: ColourScale): SvgElement[] {
  const bottom = BAR.top + BAR.height;
  const ticks = rangeTicks(least, most).map((value) => ({
    x: ((value - least) / (most - least)) * BAR.width,
    label: numberLabel(value),
  }));
  const widest = Math.max(...ticks.map(({ label }) => textWidth(label, fontSizes.tick)));
  const isClear = (x: number): boolean => Math.min(x, BAR.width - x) >= widest + GAP;
  const shown = ticks.filter(({ x }) => x === 0 || x === BAR.width || isClear(x));
  return shown.flatMap(({ x, label }) => [
    line(x, bottom, x, bottom + TICK, { stroke: inks.line }),
    text(x, bottom + TICK + fontSizes.tick, label, { anchor: 'middle', size: fontSizes.tick }),
  ]);
}
