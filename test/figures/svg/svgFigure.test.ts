import { describe, expect, test } from 'vitest';
import { svgFigure } from '../../../src/figures/svg/svgFigure.ts';
import { textWidth } from '../../../src/figures/svg/typography.ts';
import { pageX, pageY, placedElements } from '../placedElements.ts';

const description = 'a figure';
const drawing = { width: 100, height: 50, content: [] };
const title = `layers.0.hiddenState of ${'a-model-with-a-long-name-'.repeat(4)}`;
const subtitle = 'mnist test 15, a 5; 12 interventions, and more than one line can hold; '.repeat(
  3,
);

function drawn(svg: string) {
  const [root, ...elements] = placedElements(svg);
  const lines = elements.filter(({ name }) => name === 'text');
  return { width: Number(root?.attributes.width), height: Number(root?.attributes.height), lines };
}

describe('svgFigure', () => {
  test('shows the whole of a long title and subtitle, in lines within the figure', () => {
    const { width, height, lines } = drawn(svgFigure({ title, subtitle, description }, drawing));
    const written = (bold: boolean) =>
      lines
        .filter(({ attributes }) => (attributes['font-weight'] === 'bold') === bold)
        .map(({ text }) => text)
        .join('')
        .replaceAll(' ', '');

    expect(written(true)).toBe(title.replaceAll(' ', ''));
    expect(written(false)).toBe(subtitle.replaceAll(' ', ''));
    for (const line of lines) {
      const size = Number(line.attributes['font-size']);
      expect(pageX(line) + textWidth(line.text, size)).toBeLessThan(width);
    }
    const baselines = lines.map((line) => pageY(line));
    expect(baselines.length).toBeGreaterThan(3);
    baselines.slice(1).forEach((y, n) => expect(y - baselines[n]!).toBeGreaterThanOrEqual(17));
    expect(height - 50).toBeGreaterThan(baselines.at(-1)!);
  });

  test('is widened for a title, and one that fits stays in its line', () => {
    const short = { title: 'layers.0.hiddenState of my-first-lstm', description };
    const { width, lines } = drawn(svgFigure(short, drawing));

    expect(lines.map(({ text }) => text)).toEqual([short.title]);
    expect(width).toBeGreaterThan(pageX(lines[0]!) + textWidth(short.title, 14));
  });

  test('has a size of its own, and shrinks where there is less room', () => {
    const [root] = placedElements(svgFigure({ title: 'a', description }, drawing));
    const { width, height, viewBox, style } = root!.attributes;

    expect(viewBox).toBe(`0 0 ${width} ${height}`);
    expect(style).toBe('max-width:100%;height:auto');
  });
});
