import type { SummaryTableFigure, TableBlock } from '../../figures/summaryTableSvg.ts';
import { tableValueText } from '../../figures/tableValue.ts';
import { markdownTable } from '../../formats/markdownTable.ts';
import type { Services } from '../services.ts';
import { architectureResults, type ArchitectureResultAnswer } from './architectureResults.ts';
import type { SummaryTableRequest } from './resultRequest.ts';
import { tableLayout } from './tableLayout.ts';
import { tableSize } from '../limits/requestLimits.ts';

/** As the API's type of the same name, but for the forms that a client may want it in. */
export interface SummaryTableAnswer {
  dataset: string;
  seeds: readonly number[];
  resetAfter: boolean;
  blocks: {
    title: string;
    columns: (ArchitectureResultAnswer & { title: string })[];
  }[];
}

/** @throws GatescopeError as `architectureResults` */
export async function summaryTable(
  services: Pick<Services, 'catalog' | 'store'>,
  request: SummaryTableRequest,
): Promise<SummaryTableAnswer> {
  const resetAfter = request.resetAfter ?? true;
  const layout = tableLayout(resetAfter);
  const slugs = layout.flatMap(({ columns }) => columns.map(({ architecture }) => architecture));
  const { results, ...read } = await architectureResults(services, slugs, request);
  const blocks = layout.map(({ title, columns }) => ({
    title,
    columns: columns.map((column) => ({
      ...(results[slugs.indexOf(column.architecture)] as ArchitectureResultAnswer),
      title: column.title,
    })),
  }));
  return { ...read, resetAfter, blocks };
}

/** A table for each block, as formatters write it, and below them what is missing. */
export function summaryMarkdown(table: SummaryTableAnswer): string {
  const tables = table.blocks.map(tableBlock).map(({ title, columns, rows }) =>
    markdownTable(
      [title, ...columns],
      rows.map((row) => [row.title, ...row.values.map(tableValueText)]),
    ),
  );
  const missing = missingRuns(table);
  const note = missing.length === 0 ? [] : [`Not trained yet: ${missing.join(', ')}.`];
  return [...tables, ...note].join('\n\n');
}

export function summaryFigure(table: SummaryTableAnswer): SummaryTableFigure {
  const { dataset, seeds, resetAfter, blocks } = table;
  const missing = missingRuns(table).length;
  const notes = [
    seeds.length === 1 ? null : 'mean ± standard deviation',
    `GRU: reset ${resetAfter ? 'after' : 'before'} the product`,
    missing === 0
      ? null
      : `${missing} of ${seeds.length * tableSize.blocks * tableSize.columns} runs missing`,
  ];
  return {
    title: `Test split of ${dataset}, seed${seeds.length === 1 ? '' : 's'} ${seeds.join(', ')}`,
    subtitle: notes.filter((note) => note !== null).join('; '),
    blocks: blocks.map(tableBlock),
  };
}

function tableBlock({ title, columns }: SummaryTableAnswer['blocks'][number]): TableBlock {
  return {
    title,
    columns: columns.map((column) => column.title),
    rows: [
      { title: 'Test cross-entropy', values: columns.map(({ crossEntropy }) => crossEntropy) },
      { title: 'Test accuracy', values: columns.map(({ accuracy }) => accuracy) },
    ],
  };
}

/** `lstm-32 with seed 2`, one for each run. */
function missingRuns({ blocks }: SummaryTableAnswer): string[] {
  const columns = blocks.flatMap((block) => block.columns);
  return columns.flatMap(({ architecture, missingSeeds }) =>
    missingSeeds.map((seed) => `${architecture.slug} with seed ${seed}`),
  );
}
