import { expect, test } from 'vitest';
import { colourBar } from '../../../src/figures/colours/colourBar.ts';
import { unitScale } from '../../../src/figures/colours/colourScale.ts';
import { fontSizes, textWidth } from '../../../src/figures/svg/typography.ts';
import { pageX, placedElements } from '../placedElements.ts';

/** The numbers below a bar, from left to right. */
function numbers(least: number, most: number) {
  const { content } = colourBar({ ...unitScale, least, most }, 'output');
  const markup = content.map((element) => element.markup).join('');
  return placedElements(markup).filter(({ attributes }) => attributes['text-anchor'] === 'middle');
}

test.each([
  [0, 1, ['0', '0.25', '0.5', '0.75', '1']],
  [0, 3, ['0', '1', '2', '3']],
  [0, 5.5, ['0', '1', '2', '3', '4', '5.5']],
  [0, 13, ['0', '5', '10', '13']],
  [0, 20, ['0', '5', '10', '15', '20']],
  [-1, 1, ['−1', '−0.5', '0', '0.5', '1']],
  [-2.2, 2.2, ['−2.2', '−1.1', '0', '1.1', '2.2']],
  [-5.5, 5.5, ['−5.5', '−2', '0', '2', '5.5']],
  [-0.00035, 0.00035, ['−0.00035', '0', '0.00035']],
])('from %f to %f, both ends and round numbers between them are named', (least, most, expected) => {
  const labels = numbers(least, most);

  expect(labels.map(({ text }) => text)).toEqual(expected);
  labels.slice(1).forEach((label, n) => {
    const before = labels[n]!;
    const half =
      (textWidth(label.text, fontSizes.tick) + textWidth(before.text, fontSizes.tick)) / 2;
    expect(pageX(label) - pageX(before)).toBeGreaterThan(half);
  });
});
