import type { AskedService } from '../askedService.ts';
import { fillBlocks } from '../generatedBlocks.ts';
import { homeworkClaims } from './claims.ts';
import { independentResults } from './independentRuns.ts';
import { recurrent, resetBefore, seeds, wholeImage, type Measured } from './measured.ts';
import { drawResults } from './pictures.ts';
import { accuracyTable, barVerdict, crossEntropyTable } from './tables.ts';

/** Fills the figures into the document and draws the pictures. */
export async function writeResults(
  service: AskedService,
  measured: Measured,
  to: { document: URL; pictures: URL },
): Promise<void> {
  const independent = await independentResults(seeds);
  const { summaryTable } = await service.askExample<{ summaryTable: { markdown: string } }>(
    'summary-table.graphql',
  );
  const sequences = [...recurrent, ...resetBefore];
  const blocks = new Map([
    ['summary-table', summaryTable.markdown],
    ['accuracy', accuracyTable(measured, independent, sequences)],
    ['bar', barVerdict(measured, independent, sequences)],
    ['cross-entropy', crossEntropyTable(measured, independent, sequences)],
    ['whole-image', accuracyTable(measured, independent, wholeImage)],
    ['comparison', await comparison(service)],
    ['claims', homeworkClaims(measured)],
  ]);
  await fillBlocks(to.document, blocks);
  await drawResults(service, measured, to.pictures);
}

async function comparison(service: AskedService): Promise<string> {
  const answer = await service.ask<{ comparison: { markdown: string } }>(
    'query ($models: [ID!]!) { comparison(models: $models) { markdown } }',
    { models: [...wholeImage, ...recurrent] },
  );
  return answer.comparison.markdown;
}
