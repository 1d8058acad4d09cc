import { summaryTableSvg } from '../../figures/summaryTableSvg.ts';
import type { Drawings } from '../limits/drawings.ts';
import { LazyPicture } from '../pictures/lazyPicture.ts';
import { summaryFigure, type SummaryTableAnswer } from './summaryTable.ts';

export function summaryPicture(table: SummaryTableAnswer, drawings: Drawings): LazyPicture {
  const { dataset, seeds, resetAfter } = table;
  const request = { dataset, seeds: [...seeds], resetAfter };
  return new LazyPicture({ kind: 'summaryTable', request }, () => {
    const figure = summaryFigure(table);
    const cells = figure.blocks.reduce(
      (sum, { columns, rows }) => sum + columns.length * rows.length,
      0,
    );
    return drawings.svg('picture', cells, () => summaryTableSvg(figure));
  });
}
