import { copyFile, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { AskedService } from '../../scripts/askedService.ts';
import {
  measuredArchitectures,
  measuredResults,
  recurrent,
  seeds,
  wholeImage,
} from '../../scripts/results/measured.ts';
import { writeResults } from '../../scripts/results/writeResults.ts';
import { addResult } from '../http/results/resultRuns.ts';
import { startTestService, type TestService } from '../http/testService.ts';

let service: TestService;
let folder: string;
beforeAll(async () => {
  service = await startTestService();
  folder = await mkdtemp(join(tmpdir(), 'gatescope-results-'));
  const compared = [...wholeImage, ...recurrent];
  for (const [n, slug] of measuredArchitectures.entries()) {
    for (const seed of seeds) {
      const curvePoints = [100, 200].map((step) => ({
        ...{ split: 'TEST' as const, step, crossEntropy: 1 / step, accuracy: 1 - 1 / step },
      }));
      // Under its slug, as the zoo's model has it.
      const runnable = seed === 1 && compared.includes(slug);
      const change = runnable ? { name: slug } : {};
      const accuracy = 0.95 + n / 1000;
      await addResult(service, slug, { seed, accuracy, curvePoints, change, runnable });
    }
  }
});
afterAll(async () => {
  await service.close();
  await rm(folder, { recursive: true });
});

test('fills every part of docs/results.md and draws its pictures', async () => {
  const document = join(folder, 'results.md');
  const source = new URL('../../docs/results.md', import.meta.url);
  await copyFile(source, document);
  const asked = new AskedService(service.url);
  const to = {
    document: pathToFileURL(document),
    pictures: pathToFileURL(join(folder, 'pictures/')),
  };
  await writeResults(asked, await measuredResults(asked), to);

  const written = await readFile(document, 'utf8');
  const { data } = await service.ask<{ summaryTable: { markdown: string } }>(
    '{ summaryTable { markdown } }',
  );
  expect(written).toContain(data.summaryTable.markdown);
  expect(written).not.toMatch(/undefined|NaN|null/);
  const pictures = [...written.matchAll(/\(figures\/results\/([^)]+)\)/g)].map(([, name]) => name);
  expect((await readdir(join(folder, 'pictures'))).sort()).toEqual([...pictures].sort());
  for (const slug of measuredArchitectures) expect(written).toContain(`| ${slug} `);

  await writeResults(asked, await measuredResults(asked), to);
  expect(await readFile(document, 'utf8')).toBe(written);
});

test('says so where no service answers', async () => {
  await expect(
    new AskedService('http://127.0.0.1:9').ask('{ node(id: "") { id } }'),
  ).rejects.toThrow('no Gatescope answers at http://127.0.0.1:9: start one with `npm start`');
});
