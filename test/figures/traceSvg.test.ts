import { beforeAll, describe, expect, test } from 'vitest';
import { traceSvg, type TraceFigure } from '../../src/figures/traceSvg.ts';
import type { RecipeChoices } from '../../src/networks/recipe.ts';
import { embeddedCells } from './embeddedCells.ts';
import { invalid } from './invalidArgument.ts';
import { pageY, placedElements } from './placedElements.ts';
import { type SampleTrace, sampleTrace } from './sampleTrace.ts';

function figureOf({ image, label, activations, probabilities }: SampleTrace): TraceFigure {
  return {
    title: 'a digit',
    image,
    activations,
    probabilities,
    trueLabel: label,
    decisionStep: 17,
  };
}

describe.each<[string, RecipeChoices, { panels: number; layers: number; symbols: string[] }]>([
  [
    'LSTM 3 × 8',
    { cell: 'LSTM', units: 8, layers: 3 },
    { panels: 6, layers: 3, symbols: ['i', 'f', 'c\u0303', 'o', 'c', 'h'] },
  ],
  [
    'GRU-128',
    { cell: 'GRU', units: 128 },
    { panels: 4, layers: 1, symbols: ['z', 'r', 'h\u0303', 'h'] },
  ],
])('traceSvg of %s', (_, choices, { panels, layers, symbols }) => {
  let figure: TraceFigure;
  let svg: string;
  beforeAll(async () => {
    figure = figureOf(await sampleTrace(choices));
    svg = traceSvg(figure);
  });

  test('has an image and every activation for each layer, and the probabilities once', () => {
    const cells = embeddedCells(svg).filter(({ rows }) => rows === 28);

    expect(cells).toHaveLength(layers * (panels + 1) + 1);
    expect(cells.at(-1)?.columns).toBe(10);
  });

  test('aligns all of a layer on the step axis', () => {
    const cells = embeddedCells(svg).filter(({ rows }) => rows === 28);

    expect(new Set(cells.map(({ top }) => top)).size).toBe(layers);
    expect(new Set(cells.map(({ height }) => height)).size).toBe(1);
    expect(cells.at(-1)?.top).toBe(Math.max(...cells.map(({ top }) => top)));
  });

  test('names each panel by its letter in the equations', () => {
    const letters = placedElements(svg)
      .filter(({ attributes }) => attributes['font-style'] === 'italic')
      .map(({ text }) => text);

    expect(letters).toEqual(Array.from({ length: layers }, () => symbols).flat());
  });

  test('marks the decision at the same row of every layer', () => {
    const tops = [
      ...new Set(
        embeddedCells(svg)
          .filter(({ rows }) => rows === 28)
          .map(({ top }) => top),
      ),
    ];
    const height = embeddedCells(svg)[0]!.height;
    const marks = placedElements(svg).filter(({ attributes }) => attributes.class === 'marked');

    expect(marks.map((mark) => pageY(mark, 'y1'))).toEqual(
      tops.map((top) => top + (17 * height) / 28),
    );
  });

  test('gives no two panels the same place', () => {
    const cells = embeddedCells(svg);
    for (const [n, one] of cells.entries()) {
      for (const other of cells.slice(n + 1)) {
        const apart =
          one.left + one.width <= other.left ||
          other.left + other.width <= one.left ||
          one.top + one.height <= other.top ||
          other.top + other.height <= one.top;
        expect(apart).toBe(true);
      }
    }
  });

  test('is the same for the same numbers', () => {
    expect(traceSvg(figure)).toBe(svg);
  });
});

describe('traceSvg', () => {
  test('shows part of an image', async () => {
    const whole = figureOf(await sampleTrace({ cell: 'GRU', units: 4 }));
    const first = (tensor: TraceFigure['image']) => ({
      ...tensor,
      shape: [9, tensor.shape[1] as number],
      values: Array.from(tensor.values).slice(0, 9 * (tensor.shape[1] as number)),
    });
    const svg = traceSvg({
      ...whole,
      image: first(whole.image),
      activations: whole.activations.map(first),
      probabilities: first(whole.probabilities),
      decisionStep: 8,
    });

    expect(embeddedCells(svg).map(({ rows }) => rows)).toEqual([9, 9, 9, 9, 9, 9, 1, 1]);
  });

  test('has a colour bar for the probabilities, whether gates share it or not', async () => {
    const bars = async (choices: RecipeChoices) =>
      placedElements(traceSvg(figureOf(await sampleTrace(choices))))
        .filter(({ name }) => name === 'text')
        .map(({ text }) => text)
        .filter((label) => /^(h|.*, h|.*probability)$/.test(label));

    expect(await bars({ cell: 'RNN', units: 4 })).toEqual(['probability', 'h', 'probability']);
    expect(await bars({ cell: 'GRU', units: 4 })).toEqual([
      ...['probability', 'z, r, probability', 'h\u0303, h'],
    ]);
  });

  test('refuses what does not belong together', async () => {
    const figure = figureOf(await sampleTrace({ cell: 'GRU', units: 4 }));
    const [first, ...others] = figure.activations as [TraceFigure['image']];
    const shorter = { ...first, shape: [27, 4], values: Array.from(first.values).slice(4) };
    const refuse = (wrong: Partial<TraceFigure>, argument: string) =>
      expect(() => traceSvg({ ...figure, ...wrong })).toThrow(invalid(argument));

    refuse({ activations: [] }, 'activations');
    refuse({ activations: [...others, shorter] }, `activations[${others.length}]`);
    refuse({ activations: [{ ...first, name: 'head.logits' }] }, 'activations[0].name');
    refuse({ image: { ...figure.image, shape: [14, 56] } }, 'image.shape');
    refuse({ trueLabel: 10 }, 'trueLabel');
  });
});
