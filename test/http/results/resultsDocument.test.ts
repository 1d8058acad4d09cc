import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { createLogger } from '../../../src/logger.ts';
import { loadZoo } from '../../../src/programs/loadZoo.ts';
import { startTestService, type TestService } from '../testService.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
  await loadZoo(service.store, createLogger('test', 'silent'));
});
afterAll(() => service.close());

test('docs/results.md has the summary table of the zoo’s models', async () => {
  const { data } = await service.ask<{
    summaryTable: { markdown: string; blocks: { columns: { missingSeeds: number[] }[] }[] };
  }>('{ summaryTable { markdown blocks { columns { missingSeeds } } } }');
  const { markdown, blocks } = data.summaryTable;
  const columns = blocks.flatMap((block) => block.columns);
  expect(columns.map(({ missingSeeds }) => missingSeeds)).toEqual(Array(8).fill([]));
  const document = await readFile(new URL('../../../docs/results.md', import.meta.url), 'utf8');
  expect(document).toContain(markdown);
});
