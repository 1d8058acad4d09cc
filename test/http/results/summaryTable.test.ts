import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { defaultTrainingOptions } from '../../../src/networks/trainingOptions.ts';
import { newRun, startTestService, type TestService } from '../testService.ts';
import { addResult } from './resultRuns.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.close());

interface Figures {
  mean: number;
  deviation: number | null;
  values: (number | null)[];
}
interface Column {
  title: string;
  architecture: { slug: string };
  accuracy: Figures | null;
  crossEntropy: Figures | null;
  runs: ({ id: string } | null)[];
  missingSeeds: number[];
}
interface Table {
  dataset: string;
  seeds: number[];
  resetAfter: boolean;
  blocks: { title: string; columns: Column[] }[];
  markdown: string;
}

const everything = `dataset seeds resetAfter markdown
  blocks { title columns {
    title architecture { slug } missingSeeds runs { id }
    accuracy { mean deviation values } crossEntropy { mean deviation values }
  } }`;

async function summaryTable(request = ''): Promise<Table> {
  const { data, errors } = await service.ask<{ summaryTable: Table }>(
    `{ summaryTable${request} { ${everything} } }`,
  );
  expect(errors).toBeUndefined();
  return data.summaryTable;
}

const column = ({ blocks }: Table, slug: string): Column =>
  blocks.flatMap(({ columns }) => columns).find(({ architecture }) => architecture.slug === slug)!;

describe('summaryTable', () => {
  let newest: string;
  let second: string;
  beforeAll(async () => {
    await addResult(service, 'lstm-32', { accuracy: 0.1 });
    newest = (await addResult(service, 'lstm-32', { accuracy: 0.96, crossEntropy: 0.12 })).run;
    second = (await addResult(service, 'lstm-32', { seed: 2, accuracy: 0.97, crossEntropy: 0.1 }))
      .run;
    await addResult(service, 'gru-64', { seed: 3, accuracy: 0.98, crossEntropy: 0.0625 });
    await addResult(service, 'gru-64-reset-before', { accuracy: 0.975, crossEntropy: 0.08 });
  });

  test('has the homework’s layout, and reads the newest run of a seed', async () => {
    const table = await summaryTable();
    expect(table).toMatchObject({ dataset: 'mnist', seeds: [1], resetAfter: true });
    expect(table.blocks.map(({ title }) => title)).toEqual(['LSTM', 'GRU']);
    expect(
      table.blocks.map(({ columns }) => columns.map(({ architecture }) => architecture.slug)),
    ).toEqual([
      ['lstm-32', 'lstm-64', 'lstm-128', 'lstm-3x32'],
      ['gru-32', 'gru-64', 'gru-128', 'gru-3x32'],
    ]);
    expect(column(table, 'lstm-32')).toEqual({
      title: '(1 layer, 32 units)',
      architecture: { slug: 'lstm-32' },
      missingSeeds: [],
      runs: [{ id: newest }],
      accuracy: { mean: 0.96, deviation: null, values: [0.96] },
      crossEntropy: { mean: 0.12, deviation: null, values: [0.12] },
    });
    expect(column(table, 'gru-64')).toMatchObject({
      accuracy: null,
      crossEntropy: null,
      runs: [null],
      missingSeeds: [1],
    });
  });

  test('gives mean and sample standard deviation over seeds, and tells which are missing', async () => {
    const table = await summaryTable('(seeds: [2, 1, 3])');
    const { accuracy, runs, missingSeeds } = column(table, 'lstm-32');
    expect(accuracy!.mean).toBeCloseTo(0.965, 12);
    expect(accuracy!.deviation).toBeCloseTo(0.01 / Math.SQRT2, 12);
    expect(accuracy!.values).toEqual([0.97, 0.96, null]);
    expect(runs).toEqual([{ id: second }, { id: newest }, null]);
    expect(missingSeeds).toEqual([3]);
    expect(column(table, 'gru-64')).toMatchObject({
      accuracy: { mean: 0.98, deviation: null, values: [null, null, 0.98] },
      missingSeeds: [2, 1],
    });
    expect(table.markdown).toContain('0.9650 ± 0.0071 (2 of 3)');
    expect(table.markdown).toContain('0.9800 (1 of 3)');
  });

  test('as Markdown it is two tables, and below them what is missing', async () => {
    const { markdown } = await summaryTable('(seeds: [1, 2])');
    const lines = markdown.split('\n');
    expect(lines[0]).toMatch(
      /^\| LSTM +\| \(1 layer, 32 units\) \| \(1 layer, 64 units\) +\| \(1 layer, 128 units\) \| \(3 layers, 32 units\) \|$/,
    );
    expect(lines[2]).toMatch(
      /^\| Test cross-entropy \| 0\.1100 ± 0\.0141 +\| no run +\| no run +\| no run +\|$/,
    );
    expect(lines[3]).toMatch(
      /^\| Test accuracy +\| 0\.9650 ± 0\.0071 +\| no run +\| no run +\| no run +\|$/,
    );
    expect(lines[5]).toMatch(/^\| GRU +\|/);
    expect(lines[10]).toContain('Not trained yet: lstm-64 with seed 1, lstm-64 with seed 2, ');
  });

  test('is a picture as well', async () => {
    const { data } = await service.ask<{
      summaryTable: { picture: { svg: string; png: string } };
    }>('{ summaryTable(seeds: [1, 2]) { picture { svg png } } }');
    const { picture } = data.summaryTable;
    expect(picture.svg).toContain('0.9650 ± 0.0071');
    expect(picture.svg).toContain('Test split of mnist, seeds 1, 2');
    expect(picture.svg).toContain('14 of 16 runs missing');
    expect(picture.svg).toContain('no run');
    expect(Buffer.from(picture.png, 'base64').subarray(1, 4).toString()).toBe('PNG');
  });

  test('costs what is asked of its runs, each of them', async () => {
    const curve = 'curve(maxPoints: 2) { step }';
    const asked = (fields: string) =>
      `{ summaryTable { blocks { columns { runs { ${fields} } } } } }`;
    expect((await service.ask<object>(asked(curve))).errors).toBeUndefined();
    const [code] = await service.askInVain(asked(`${curve} again: ${curve}`));
    expect(code).toBe('QUERY_TOO_LARGE');
  });

  test('has the other GRUs on request', async () => {
    const table = await summaryTable('(resetAfter: false)');
    expect(table.blocks[1]!.columns.map(({ architecture }) => architecture.slug)).toEqual(
      ['gru-32', 'gru-64', 'gru-128', 'gru-3x32'].map((slug) => `${slug}-reset-before`),
    );
    expect(column(table, 'gru-64-reset-before').accuracy).toMatchObject({ mean: 0.975 });
    expect(column(table, 'lstm-32').accuracy).toMatchObject({ mean: 0.96 });
  });

  test.each([
    ['the data set as it was', { dataset: { name: 'mnist', sha256: 'a'.repeat(64) } }],
    ['another option', { options: { ...defaultTrainingOptions, seed: 7, epochs: 11 } }],
    [
      'other pixels',
      {
        network: {
          ...newRun({ cell: 'LSTM', units: 64 }).network,
          binarizeThreshold: null,
        },
      },
    ],
  ])('leaves out runs with %s', async (_, change) => {
    await addResult(service, 'lstm-64', { seed: 7, change });
    const table = await summaryTable('(seeds: [7])');
    expect(column(table, 'lstm-64')).toMatchObject({ accuracy: null, missingSeeds: [7] });
  });

  test('leaves out runs that have not succeeded', async () => {
    const { sha256 } = await service.catalog.load('mnist');
    const options = { ...defaultTrainingOptions, seed: 8 };
    const run = { options, dataset: { name: 'mnist', sha256 } };
    const { id } = await service.store.runs.create(newRun({ cell: 'LSTM', units: 64 }, run));
    await service.store.runs.cancel(id);
    await service.store.runs.create(newRun({ cell: 'LSTM', units: 64 }, run));
    expect(column(await summaryTable('(seeds: [8])'), 'lstm-64').missingSeeds).toEqual([8]);
  });

  test('keeps the results of a deleted model', async () => {
    const { model, run } = await addResult(service, 'lstm-128', { seed: 9, accuracy: 0.5 });
    await service.store.models.delete(model.id);
    expect(column(await summaryTable('(seeds: [9])'), 'lstm-128')).toMatchObject({
      accuracy: { mean: 0.5 },
      runs: [{ id: run }],
    });
  });

  test.each([
    ['(seeds: [])', 'INVALID_ARGUMENT', 'seeds: expected 1 to 20 seeds, got none'],
    ['(seeds: [1, 2, 1])', 'INVALID_ARGUMENT', 'seeds: expected each once, got 1 twice'],
    [
      `(seeds: [${Array.from({ length: 21 }, (_, n) => n).join()}])`,
      'INVALID_ARGUMENT',
      'seeds: expected 1 to 20 seeds, got 21',
    ],
    [
      '(dataset: "fashion")',
      'DATASET_NOT_FOUND',
      'dataset: expected mnist or a folder among the user data sets, got "fashion"',
    ],
  ])('%s is refused', async (request, code, message) => {
    expect(await service.askInVain(`{ summaryTable${request} { markdown } }`)).toEqual([
      code,
      message,
    ]);
  });
});
