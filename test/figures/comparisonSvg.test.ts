import { describe, expect, test } from 'vitest';
import { divergingPalette } from '../../src/figures/colours/palettes.ts';
import { comparisonSvg, type Comparison } from '../../src/figures/comparisonSvg.ts';
import { textWidth } from '../../src/figures/svg/typography.ts';
import { embeddedCells } from './embeddedCells.ts';
import { invalid } from './invalidArgument.ts';
import { pageX, pageY, placedElements } from './placedElements.ts';

const untouched = {
  name: 'layers.0.hiddenState',
  shape: [4, 2],
  axes: ['step', 'unit'],
  values: [0, 0.5, 0.25, -1, 0.125, 0.5, 1, 0],
  range: { least: -1, most: 1 },
};
const changed = { ...untouched, values: [0, 0.5, 0.25, -1, 0.125, 0, 0.5, 2] };
const difference = { ...untouched, values: [0, 0, 0, 0, 0, -0.5, -0.5, 2], range: null };
const comparison: Comparison = {
  title: 'gru-64',
  untouched,
  changed,
  difference,
  intervened: [{ from: 2, to: 4 }],
};

describe('comparisonSvg', () => {
  test('shows both on one scale and the difference on one that is symmetric', () => {
    const [before, after, difference] = embeddedCells(comparisonSvg(comparison));

    // The greatest value is 2, so both scales reach from −2 to 2.
    expect(before?.colourAt(3, 0)).toEqual([...divergingPalette(0.75)]);
    expect(after?.colourAt(3, 1)).toEqual([...divergingPalette(1)]);
    expect(difference?.colourAt(0, 0)).toEqual([...divergingPalette(0.5)]);
    expect(difference?.colourAt(2, 1)).toEqual([...divergingPalette(0.375)]);
    expect(difference?.colourAt(3, 1)).toEqual([...divergingPalette(1)]);
  });

  /** The bars beside the changed run, as steps below its first. */
  function markedSteps(more: Partial<Comparison>): { from: number; to: number }[] {
    const svg = comparisonSvg({ ...comparison, ...more });
    const { top, height } = embeddedCells(svg)[0]!;
    return placedElements(svg)
      .filter(({ attributes }) => attributes.class === 'intervened')
      .map((bar) => {
        const from = (4 * (pageY(bar) - top)) / height;
        return { from, to: from + (4 * Number(bar.attributes.height)) / height };
      });
  }

  test('marks the steps of the intervention, and says what the mark means', () => {
    expect(markedSteps({ firstStep: 10, intervened: [{ from: 12, to: 14 }] })).toEqual([
      { from: 2, to: 4 },
    ]);
    expect(comparisonSvg(comparison)).toContain('steps changed');
  });

  test('marks each step once, however many interventions there are, and those drawn alone', () => {
    const intervened = [
      { from: 0, to: 11 },
      { from: 12, to: 13 },
      { from: 13, to: 28 },
      { from: 12, to: 28 },
    ];
    expect(markedSteps({ firstStep: 10, intervened })).toEqual([
      { from: 0, to: 1 },
      { from: 2, to: 4 },
    ]);
    const elsewhere = { firstStep: 10, intervened: [{ from: 0, to: 10 }] };
    expect(markedSteps(elsewhere)).toEqual([]);
    expect(comparisonSvg({ ...comparison, ...elsewhere })).not.toContain('steps changed');
  });

  test('has room for whole titles, however few the units', () => {
    const one = <T extends typeof changed | typeof difference>(tensor: T) => ({
      ...tensor,
      shape: [4, 1],
      values: tensor.values.filter((_, k) => k % 2 === 0),
    });
    const svg = comparisonSvg({
      ...comparison,
      ...{ untouched: one(untouched), changed: one(changed), difference: one(difference) },
    });
    const titles = placedElements(svg).filter(
      ({ name, text, attributes }) =>
        name === 'text' && /changed|untouched/.test(text) && attributes.fill === undefined,
    );
    const width = Number(placedElements(svg)[0]?.attributes.width);

    expect(titles.map(({ text }) => text)).toEqual(['untouched', 'changed', 'changed − untouched']);
    titles.forEach((title, n) => {
      const next = titles[n + 1];
      const end = next === undefined ? width : pageX(next);
      expect(pageX(title) + textWidth(title.text)).toBeLessThan(end);
    });
  });

  test('shows no difference between equal runs', () => {
    const none = { ...difference, values: Array<number>(8).fill(0) };
    const svg = comparisonSvg({ ...comparison, changed: untouched, difference: none });
    const drawn = embeddedCells(svg)[2]!;

    for (let cell = 0; cell < 8; cell++) {
      expect(drawn.colourAt(cell >> 1, cell & 1)).toEqual([...divergingPalette(0.5)]);
    }
  });

  test.each<[string, Partial<Comparison>, string]>([
    ['another number of units', { changed: { ...changed, shape: [2, 4] } }, 'changed.shape'],
    ['NaN', { changed: { ...changed, values: Array(8).fill(NaN) } }, 'changed.values[0]'],
    ['another difference', { difference: { ...difference, shape: [2, 4] } }, 'difference.shape'],
  ])('refuses %s', (_, wrong, argument) => {
    expect(() => comparisonSvg({ ...comparison, ...wrong })).toThrow(invalid(argument));
  });
});
