import { element, line, type SvgElement } from '../svg/svgElement.ts';
import type { Drawing } from '../svg/svgFigure.ts';
import { fittedText, fontSizes, inks, textWidth } from '../svg/typography.ts';
import type { LineStyle } from './lineStyle.ts';

export interface LegendEntry {
  style: LineStyle;
  /** A letter of the equations, if any. */
  symbol?: string;
  label: string;
}

const SAMPLE = 34;
const ROW = 18;
const MOST_WIDTH = 460;

/** What each line is: a piece of it and its name, downwards. */
export function lineLegend(entries: readonly LegendEntry[]): Drawing {
  const widths = entries.map(({ symbol = '', label }) => textWidth(`${symbol}   ${label}`));
  return {
    width: SAMPLE + 8 + Math.min(MOST_WIDTH, Math.max(...widths)),
    height: entries.length * ROW,
    content: entries.flatMap((entry, n) => legendRow(entry, n * ROW + ROW / 2)),
  };
}

function legendRow({ style, symbol = '', label }: LegendEntry, y: number): SvgElement[] {
  const shown = fittedText(label, MOST_WIDTH - textWidth(symbol));
  const words = element('tspan', symbol === '' ? {} : { dx: 6, fill: inks.muted }, [shown]);
  const letter = element('tspan', { 'font-style': 'italic' }, [symbol]);
  return [
    line(0, y, SAMPLE, y, { ...style }),
    element(
      'text',
      { x: SAMPLE + 8, y: y + 0.358 * fontSizes.text, 'font-size': fontSizes.text },
      symbol === '' ? [words] : [letter, words],
    ),
  ];
}
