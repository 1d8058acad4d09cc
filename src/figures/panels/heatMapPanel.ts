import { columnAxisElements, columnAxisHeight } from '../axes/columnAxis.ts';
import type { StepAxis } from '../axes/stepAxis.ts';
import { cellImage } from '../colours/cellImage.ts';
import type { ColourScale } from '../colours/colourScale.ts';
import { element, group, type SvgElement } from '../svg/svgElement.ts';
import type { Drawing } from '../svg/svgFigure.ts';
import { fontSizes, inks, text, textWidth } from '../svg/typography.ts';
import type { Matrix } from '../tensors/figureTensor.ts';

export interface HeatMapPanel {
  matrix: Matrix;
  /** The step of the matrix's first row. */
  firstStep: number;
  axis: StepAxis;
  scale: ColourScale;
  cellWidth: number;
  /** Above the cells: a letter of the equations, if any, and words. */
  symbol?: string;
  title: string;
  /** What is written below the columns' numbers; the name of their axis when left out. */
  columnLabel?: string;
  /** What each column counts, such as the units that were asked for; else 0, 1, 2 … */
  columnNumbers?: readonly number[];
}

/** From the top of a panel to its first row; all panels beside each other have the same. */
export const panelTop = 22;

const TITLE_BASELINE = panelTop - 10;

const SYMBOL_GAP = 6;

/**
 * Cells with a frame, their title above and the numbers of the columns below; as wide as the title
 * at least, however few the columns.
 */
export function heatMapPanel(panel: HeatMapPanel): Drawing {
  const { matrix, axis, cellWidth, symbol = '', title } = panel;
  const cellsWidth = matrix.columns * cellWidth;
  const width = Math.max(cellsWidth, titleWidth(symbol, title));
  const columns = {
    count: matrix.columns,
    cellWidth,
    label: panel.columnLabel ?? matrix.columnAxis,
    numbers: panel.columnNumbers,
  };
  return {
    width,
    height: panelTop + axis.height + columnAxisHeight,
    content: [
      panelTitle(symbol, title),
      group(0, panelTop, cells(panel, cellsWidth)),
      group(0, panelTop + axis.height, columnAxisElements(columns)),
    ],
  };
}

function titleWidth(symbol: string, title: string): number {
  return textWidth(title) + (symbol === '' ? 0 : textWidth(symbol) + SYMBOL_GAP);
}

function panelTitle(symbol: string, title: string): SvgElement {
  if (symbol === '') return text(0, TITLE_BASELINE, title);
  return element('text', { x: 0, y: TITLE_BASELINE, 'font-size': fontSizes.text }, [
    element('tspan', { 'font-style': 'italic' }, [symbol]),
    element('tspan', { dx: SYMBOL_GAP, fill: inks.muted }, [title]),
  ]);
}

function cells({ matrix, firstStep, axis, scale }: HeatMapPanel, width: number): SvgElement[] {
  return axis.windows.flatMap(({ from, to, y }) => {
    const rows = to - from;
    const height = rows * axis.rowHeight;
    const area = { x: 0, y, width, height, firstRow: from - firstStep, rows };
    const frame = { x: 0, y, width, height, fill: 'none', stroke: inks.line, 'stroke-width': 0.75 };
    return [cellImage(matrix, scale, area), element('rect', frame)];
  });
}
