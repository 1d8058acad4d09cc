import { describe, expect, test } from 'vitest';
import { unitSvg, type UnitFigure } from '../../src/figures/unitSvg.ts';
import type { RecipeChoices } from '../../src/networks/recipe.ts';
import { invalid } from './invalidArgument.ts';
import { pageX, pageY, placedElements } from './placedElements.ts';
import { sampleTrace } from './sampleTrace.ts';

function activation(name: string, symbol: string, least: number, values: number[]) {
  const range = { least, most: 1 };
  return {
    name: `layers.0.${name}`,
    shape: [values.length / 2, 2],
    axes: ['step', 'unit'],
    values,
    range,
    symbol,
  };
}

/** Unit 1 of the update gate rises from 0 to 1; of the state it falls from 1 to −1. */
const figure: UnitFigure = {
  title: 'gru-64',
  activations: [
    activation('updateGate', 'z', 0, [0.5, 0, 0.5, 0.5, 0.5, 1]),
    activation('hiddenState', 'h', -1, [0.5, 1, 0.5, 0, 0.5, -1]),
  ],
  unit: 1,
};

/** The points of each line on the page, in order. */
function drawnLines(svg: string): [number, number][][] {
  return placedElements(svg)
    .filter(({ name, attributes }) => name === 'path' && attributes.stroke !== undefined)
    .map(({ attributes, left, top }) =>
      [...(attributes.d ?? '').matchAll(/[ML]([\d.-]+),([\d.-]+)/g)].map(([, x, y]) => [
        left + Number(x),
        top + Number(y),
      ]),
    );
}

/** Where the number `label` is written left of the n-th plot. */
function valueTick(svg: string, label: string, n = 0): number {
  const found = placedElements(svg).filter(
    ({ text, name, attributes }) =>
      name === 'text' && text === label && attributes['text-anchor'] === 'end',
  );
  return pageY(found[n]!);
}

describe('unitSvg', () => {
  test('draws the unit’s value at each step', () => {
    const svg = unitSvg(figure);
    const [gate, state] = drawnLines(svg) as [[number, number][], [number, number][]];

    expect(gate).toHaveLength(3);
    expect(Math.abs(gate[0]![1] - valueTick(svg, '0'))).toBeLessThan(4);
    expect(Math.abs(gate[2]![1] - valueTick(svg, '1'))).toBeLessThan(4);
    expect(gate[1]![1]).toBeCloseTo((gate[0]![1] + gate[2]![1]) / 2, 1);
    expect(Math.abs(state[2]![1] - valueTick(svg, '−1'))).toBeLessThan(4);
    expect(state[1]![1]).toBeCloseTo((state[0]![1] + state[2]![1]) / 2, 1);
  });

  test('puts each step over its number', () => {
    const svg = unitSvg({ ...figure, firstStep: 10 });
    const [gate] = drawnLines(svg);
    const numbers = placedElements(svg).filter(
      ({ text, name }) => name === 'text' && /^1[012]$/.test(text),
    );

    expect(numbers.map(({ text }) => text)).toEqual(['10', '11', '12']);
    numbers.forEach((number, n) => expect(pageX(number)).toBeCloseTo(gate![n]![0], 1));
  });

  test('gives every line of an LSTM a colour, a dash and a letter of its own', async () => {
    const { activations } = await sampleTrace({ cell: 'LSTM', units: 4 });
    const svg = unitSvg({ title: 'lstm', activations, unit: 3 });
    const elements = placedElements(svg);
    const lines = elements.filter(({ name, attributes }) => name === 'path' && attributes.stroke);
    const letters = elements
      .filter(({ attributes }) => attributes['font-style'] === 'italic')
      .map(({ text }) => text);

    expect(new Set(lines.map(({ attributes }) => attributes.stroke)).size).toBe(6);
    expect(new Set(lines.map(({ attributes }) => attributes['stroke-dasharray'])).size).toBe(6);
    expect(letters).toEqual(['i', 'f', 'o', 'c\u0303', 'c', 'h']);
  });

  test.each<[RecipeChoices, string[]]>([
    [{ cell: 'LSTM', units: 4 }, ['gates', 'candidate and states']],
    [{ cell: 'GRU', units: 4 }, ['gates', 'candidate and state']],
    [{ cell: 'RNN', units: 4 }, ['state']],
  ])('names its axes by what %o has', async (choices, labels) => {
    const { activations } = await sampleTrace(choices);
    const rotated = placedElements(unitSvg({ title: 'a unit', activations, unit: 0 })).filter(
      ({ attributes }) => attributes.transform?.startsWith('rotate'),
    );

    expect(rotated.map(({ text }) => text)).toEqual(labels);
  });

  test('finds the unit among those that were taken', () => {
    const asked = unitSvg({ ...figure, unit: 31, units: [7, 31] });

    expect(drawnLines(asked)).toEqual(drawnLines(unitSvg(figure)));
    expect(asked).toContain('Unit 31');
  });

  test.each<[string, Partial<UnitFigure>, string]>([
    ['a unit that is not there', { unit: 2 }, 'unit'],
    ['a unit that was not taken', { unit: 1, units: [7, 31] }, 'unit'],
    ['no activation', { activations: [] }, 'activations'],
    [
      'activations of different lengths',
      { activations: [...figure.activations, activation('candidate', 'c̃', -1, [1, 2])] },
      'activations[2].shape',
    ],
  ])('refuses %s', (_, wrong, argument) => {
    expect(() => unitSvg({ ...figure, ...wrong })).toThrow(invalid(argument));
  });
});
