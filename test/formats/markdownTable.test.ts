import { expect, test } from 'vitest';

import { formatted } from '../../scripts/formatted.ts';
import { markdownTable } from '../../src/formats/markdownTable.ts';

const table = markdownTable(
  ['GRU', '(1 layer, 32 units)', 'x'],
  [
    ['Test accuracy', '0.9600 ± 0.0100', '–'],
    ['a longer title than the others', '1', ''],
  ],
);

test('columns stand in line', () => {
  expect(table.split('\n')).toEqual([
    '| GRU                            | (1 layer, 32 units) | x   |',
    '| ------------------------------ | ------------------- | --- |',
    '| Test accuracy                  | 0.9600 ± 0.0100     | –   |',
    '| a longer title than the others | 1                   |     |',
  ]);
});

test('the formatter of the repository leaves it as it is', async () => {
  expect(await formatted('table.md', table)).toBe(`${table}\n`);
});
