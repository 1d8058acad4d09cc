import { describe, expect, test } from 'vitest';
import { summaryTableSvg, type SummaryTableFigure } from '../../src/figures/summaryTableSvg.ts';
import { invalid } from './invalidArgument.ts';
import { pageX, pageY, placedElements } from './placedElements.ts';

const columns = ['(1 layer, 32 units)', '(1 layer, 64 units)'];
const figure: SummaryTableFigure = {
  title: 'MNIST',
  blocks: ['LSTM', 'GRU'].map((title) => ({
    title,
    columns,
    rows: [
      { title: 'Test cross-entropy', values: [{ mean: 0.12689, deviation: null }, null] },
      {
        title: 'Test accuracy',
        values: [
          { mean: 0.9634, deviation: 0.00118 },
          { mean: 1, deviation: null },
        ],
      },
    ],
  })),
};

describe('summaryTableSvg', () => {
  test('has the homework’s layout, with values to four decimals', () => {
    const lines = placedElements(summaryTableSvg(figure))
      .filter(({ name }) => name === 'text')
      .map(({ text }) => text);
    const block = (title: string) => [
      title,
      ...columns,
      ...['Test cross-entropy', '0.1269', 'no run'],
      ...['Test accuracy', '0.9634 ± 0.0012', '1.0000'],
    ];

    expect(lines).toEqual(['MNIST', ...block('LSTM'), ...block('GRU')]);
  });

  test('says of how many seeds a value is where runs are missing', () => {
    const values = [
      { mean: 0.961, deviation: null, values: [null, 0.961, null] },
      { mean: 0.97, deviation: 0.01, values: [0.96, 0.98, null] },
    ];
    const rows = [{ title: 'Test accuracy', values }];
    const svg = summaryTableSvg({ ...figure, blocks: [{ title: 'GRU', columns, rows }] });
    const texts = placedElements(svg).map(({ text }) => text);

    expect(texts).toContain('0.9610 (1 of 3)');
    expect(texts).toContain('0.9700 ± 0.0100 (2 of 3)');
  });

  test('says nothing of seeds where every run is there', () => {
    const values = [
      { mean: 0.961, deviation: null, values: [0.961] },
      { mean: 0.97, deviation: 0.01, values: [0.96, 0.98] },
    ];
    const rows = [{ title: 'Test accuracy', values }];
    const svg = summaryTableSvg({ ...figure, blocks: [{ title: 'GRU', columns, rows }] });
    const texts = placedElements(svg).map(({ text }) => text);

    expect(texts).toEqual(expect.arrayContaining(['0.9610', '0.9700 ± 0.0100']));
  });

  test('sets values below their column’s title, in line in both blocks', () => {
    const texts = placedElements(summaryTableSvg(figure)).filter(({ name }) => name === 'text');
    const x = (content: string) =>
      new Set(texts.filter(({ text }) => text === content).map((found) => pageX(found)));
    const first = x(columns[0] as string);

    expect(first.size).toBe(1);
    expect(x('0.1269')).toEqual(first);
    expect(x('0.9634 ± 0.0012')).toEqual(first);
    expect(x('1.0000')).toEqual(x(columns[1] as string));
    const rows = texts
      .filter(({ text }) => text === 'GRU' || text === 'LSTM')
      .map((row) => pageY(row));
    expect(rows[1]).toBeGreaterThan(rows[0] as number);
  });

  test.each<[string, SummaryTableFigure['blocks'], string]>([
    ['no block', [], 'blocks'],
    [
      'too few values',
      [{ title: 'GRU', columns, rows: [{ title: 'a', values: [null] }] }],
      'blocks[0].rows[0].values',
    ],
    [
      'NaN',
      [
        {
          title: 'GRU',
          columns,
          rows: [{ title: 'a', values: [null, { mean: NaN, deviation: null }] }],
        },
      ],
      'blocks[0].rows[0].values',
    ],
    [
      'an infinite deviation',
      [
        {
          title: 'GRU',
          columns,
          rows: [{ title: 'a', values: [null, { mean: 0, deviation: Infinity }] }],
        },
      ],
      'blocks[0].rows[0].values',
    ],
  ])('refuses %s', (_, blocks, argument) => {
    expect(() => summaryTableSvg({ ...figure, blocks })).toThrow(invalid(argument));
  });
});
