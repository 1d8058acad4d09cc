import { invalidArgument } from '../errors.ts';
import { line, type SvgElement } from './svg/svgElement.ts';
import { below, type Drawing, svgFigure } from './svg/svgFigure.ts';
import { fontSizes, inks, text, textWidth } from './svg/typography.ts';
import { tableValueText, type TableValue } from './tableValue.ts';

export interface TableBlock {
  /** `LSTM` or `GRU`. */
  title: string;
  /** Such as `(1 layer, 32 units)`. */
  columns: readonly string[];
  rows: readonly {
    /** Such as `Test accuracy`. */
    title: string;
    /** One for each column; null where there is no result. */
    values: readonly (TableValue | null)[];
  }[];
}

export interface SummaryTableFigure {
  title: string;
  subtitle?: string;
  /** Below each other, with columns in line. */
  blocks: readonly TableBlock[];
}

const ROW = 22;
const GUTTER = 28;

/**
 * The summary table as a picture: a block for each cell type, values to four decimals.
 *
 * @throws GatescopeError INVALID_ARGUMENT for no block, a row with another number of values than
 *   columns, and a value that is not finite
 */
export function summaryTableSvg(figure: SummaryTableFigure): string {
  const { blocks } = figure;
  if (blocks.length === 0) throw invalidArgument('blocks', 'at least one', 0);
  blocks.forEach(checkBlock);
  const titles = blocks.flatMap(({ title, rows }) => [title, ...rows.map((row) => row.title)]);
  const cells = blocks.flatMap(({ columns, rows }) => [
    ...columns,
    ...rows.flatMap(({ values }) => values.map(tableValueText)),
  ]);
  const widths = { title: widest(titles) + GUTTER, column: widest(cells) + GUTTER };
  const drawing = below(
    blocks.map((block) => blockDrawing(block, widths)),
    18,
  );
  const description = blocks.map(described).join(' ');
  return svgFigure({ ...figure, description }, drawing);
}

function blockDrawing(
  { title, columns, rows }: TableBlock,
  widths: { title: number; column: number },
): Drawing {
  const width = widths.title + columns.length * widths.column;
  const baseline = (row: number): number => row * ROW + 15;
  const cell = (row: number, column: number, content: string, colour?: string): SvgElement =>
    text(widths.title + (column + 0.5) * widths.column, baseline(row), content, {
      anchor: 'middle',
      ...(colour === undefined ? {} : { colour }),
    });
  const rule = (row: number, thickness: number): SvgElement =>
    line(0, row * ROW, width, row * ROW, { stroke: inks.text, 'stroke-width': thickness });
  return {
    width,
    height: (rows.length + 1) * ROW + 2,
    content: [
      rule(0, 1.5),
      text(6, baseline(0), title, { weight: 'bold' }),
      ...columns.map((column, n) => cell(0, n, column, inks.muted)),
      rule(1, 0.75),
      ...rows.flatMap((row, r) => [
        text(6, baseline(r + 1), row.title),
        ...row.values.map((value, n) =>
          cell(r + 1, n, tableValueText(value), value === null ? inks.muted : undefined),
        ),
      ]),
      rule(rows.length + 1, 1.5),
    ],
  };
}

function widest(lines: readonly string[]): number {
  return Math.max(0, ...lines.map((content) => textWidth(content, fontSizes.text)));
}

function described({ title, columns, rows }: TableBlock): string {
  const lines = rows.map(
    (row) =>
      `${row.title}: ${row.values.map((value, n) => `${columns[n]} ${tableValueText(value)}`).join(', ')}.`,
  );
  return `${title}. ${lines.join(' ')}`;
}

function checkBlock({ columns, rows }: TableBlock, b: number): void {
  rows.forEach(({ values }, r) => {
    const argument = `blocks[${b}].rows[${r}].values`;
    if (values.length !== columns.length) {
      throw invalidArgument(argument, `${columns.length} values`, values.length);
    }
    for (const value of values) {
      if (value === null) continue;
      for (const number of [value.mean, value.deviation ?? 0]) {
        if (!Number.isFinite(number)) throw invalidArgument(argument, 'finite numbers', number);
      }
    }
  });
}
