import { describe, expect, test } from 'vitest';
import { comparisonSvg, type Comparison } from '../../src/figures/comparisonSvg.ts';
import { divergingPalette } from '../../src/figures/palettes.ts';
import { embeddedCells } from './embeddedCells.ts';
import { invalid } from './invalidArgument.ts';
import { pageY, placedElements } from './placedElements.ts';

const untouched = {
  name: 'layers.0.hiddenState',
  shape: [4, 2],
  axes: ['step', 'unit'],
  values: [0, 0.5, 0.25, -1, 0.125, 0.5, 1, 0],
  range: { least: -1, most: 1 },
};
const changed = { ...untouched, values: [0, 0.5, 0.25, -1, 0.125, 0, 0.5, 2] };
const comparison: Comparison = {
  title: 'gru-64',
  untouched,
  changed,
  intervened: { from: 2, to: 4 },
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

  test('marks the steps of the intervention', () => {
    const svg = comparisonSvg({ ...comparison, firstStep: 10, intervened: { from: 12, to: 14 } });
    const cells = embeddedCells(svg)[0]!;
    const bar = placedElements(svg).find(({ attributes }) => attributes.class === 'intervened')!;

    expect(pageY(bar)).toBe(cells.top + cells.height / 2);
    expect(Number(bar.attributes.height)).toBe(cells.height / 2);
  });

  test('shows no difference between equal runs', () => {
    const svg = comparisonSvg({ ...comparison, changed: untouched });
    const difference = embeddedCells(svg)[2]!;

    for (let cell = 0; cell < 8; cell++) {
      expect(difference.colourAt(cell >> 1, cell & 1)).toEqual([...divergingPalette(0.5)]);
    }
  });

  test.each<[string, Partial<Comparison>, string]>([
    ['another number of units', { changed: { ...changed, shape: [2, 4] } }, 'changed.shape'],
    ['steps that are not there', { intervened: { from: 2, to: 5 } }, 'intervened'],
    ['steps that end before they begin', { intervened: { from: 2, to: 2 } }, 'intervened'],
    ['NaN', { changed: { ...changed, values: Array(8).fill(NaN) } }, 'changed.values[0]'],
  ])('refuses %s', (_, wrong, argument) => {
    expect(() => comparisonSvg({ ...comparison, ...wrong })).toThrow(invalid(argument));
  });
});
