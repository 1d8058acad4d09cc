import { line, type SvgElement } from '../svg/svgElement.ts';
import { fontSizes, inks, text, textWidth } from '../svg/typography.ts';
import { roundTicks } from './roundTicks.ts';

export interface ColumnAxis {
  count: number;
  cellWidth: number;
  /** What the columns count: `unit`, `class` or `column`. */
  label: string;
  /** The number of each column; 0, 1, 2 … when undefined. */
  numbers: readonly number[] | undefined;
}

export const columnAxisHeight = 34;

const TICK = 4;
const TICK_DISTANCE = 34;
/** Between two numbers. */
const AMPLE = 4;
const SCANT = 1.5;

/** Ticks at the middle of their columns, numbers and a label, below y = 0. */
export function columnAxisElements(axis: ColumnAxis): SvgElement[] {
  const { count, cellWidth, label, numbers } = axis;
  const ticked = tickedColumns(axis).flatMap((column) => {
    const x = (column + 0.5) * cellWidth;
    const number = `${numbers?.[column] ?? column}`;
    return [
      line(x, 0, x, TICK, { stroke: inks.line }),
      text(x, TICK + fontSizes.tick + 1, number, { anchor: 'middle', size: fontSizes.tick }),
    ];
  });
  const middle = (count * cellWidth) / 2;
  return [
    ...ticked,
    text(middle, columnAxisHeight - 6, label, { anchor: 'middle', colour: inks.muted }),
  ];
}

/** Round columns, or all where there is ample room; of numbers given, as many as there is room for. */
function tickedColumns({ count, cellWidth, numbers }: ColumnAxis): number[] {
  const widest = textWidth(`${Math.max(count - 1, ...(numbers ?? []))}`, fontSizes.tick);
  if (numbers === undefined && widest + AMPLE > cellWidth) {
    return roundTicks(0, count - 1, (count * cellWidth) / TICK_DISTANCE);
  }
  const every = Math.ceil((widest + SCANT) / cellWidth);
  return Array.from({ length: Math.ceil(count / every) }, (_, n) => n * every);
}
