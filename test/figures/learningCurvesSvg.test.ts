import { describe, expect, test } from 'vitest';
import {
  type LearningCurve,
  learningCurvesSvg,
  type LearningCurvesFigure,
} from '../../src/figures/learningCurvesSvg.ts';
import { textWidth } from '../../src/figures/svg/typography.ts';
import { invalid } from './invalidArgument.ts';
import { pageX, pageY, placedElements } from './placedElements.ts';

const curves: LearningCurve[] = [
  {
    name: 'lstm-32',
    points: [100, 200, 2149].map((step, n) => ({ step, value: [0.5, 0.9, 0.95][n]! })),
  },
  {
    name: 'a <b> & "c"',
    points: [
      { step: 100, value: 0.8 },
      { step: 2000, value: 0.98 },
    ],
  },
];
const figure: LearningCurvesFigure = {
  title: 'Learning curves',
  metric: 'accuracy',
  valueLabel: 'test accuracy',
  curves,
};

function drawnLines(svg: string): [number, number][][] {
  return placedElements(svg)
    .filter(({ name }) => name === 'path')
    .map(({ attributes, left, top }) =>
      [...(attributes.d ?? '').matchAll(/[ML]([\d.-]+),([\d.-]+)/g)].map(([, x, y]) => [
        left + Number(x),
        top + Number(y),
      ]),
    );
}

/** The page's y of the line of the grid that carries a number. */
function gridY(svg: string, label: string): number {
  const elements = placedElements(svg);
  const at = elements.findIndex(({ name, text }) => name === 'text' && text === label);
  return pageY(elements[at - 1]!, 'y1');
}

describe('learningCurvesSvg', () => {
  test('puts every value at the height that the axis names', () => {
    const svg = learningCurvesSvg(figure);
    const [first, second] = drawnLines(svg);

    expect(first).toHaveLength(3);
    expect(first![0]![1]).toBeCloseTo(gridY(svg, '0.5'), 1);
    expect(first![1]![1]).toBeCloseTo(gridY(svg, '0.9'), 1);
    expect(second![1]![1]).toBeCloseTo(gridY(svg, '0.98'), 1);
    expect(gridY(svg, '0.98')).toBeLessThan(gridY(svg, '0.9'));
  });

  test.each([
    ['early and late', [0.3, 0.95, 0.9853], '0.99'],
    ['late', [0.95, 0.97, 0.9853], '0.988'],
    ['close together', [0.9761, 0.9763], '0.98'],
    ['one', [0.5], '0.6'],
    ['all wrong and all right', [0, 1], '0.99999'],
  ])('names the height above the best value and that below the worst: %s', (_, values, top) => {
    const points = values.map((value, step) => ({ step, value }));
    const svg = learningCurvesSvg({ ...figure, curves: [{ name: 'a', points }] });
    const heights = placedElements(svg)
      .filter(({ name, attributes }) => name === 'text' && attributes['text-anchor'] === 'end')
      .map((tick) => ({ value: Number(tick.text), y: gridY(svg, tick.text) }))
      .sort((a, b) => a.y - b.y);
    const frame = placedElements(svg).find(
      ({ name, attributes }) => name === 'rect' && attributes.fill === 'none',
    )!;

    expect(heights[0]).toEqual({ value: Number(top), y: pageY(frame) });
    expect(heights.at(-1)!.value).toBeLessThanOrEqual(Math.min(...values));
    expect(heights.at(-1)!.y).toBeCloseTo(pageY(frame) + Number(frame.attributes.height), 1);
    // Numbers of 9 pixels do not touch.
    heights.slice(1).forEach(({ y }, n) => expect(y - heights[n]!.y).toBeGreaterThan(10));
  });

  test('puts every step over its number', () => {
    const svg = learningCurvesSvg(figure);
    const number = placedElements(svg).find(
      ({ text, name }) => name === 'text' && text === '2,000',
    );

    expect(drawnLines(svg)[1]![1]![0]).toBeCloseTo(pageX(number!), 1);
  });

  test('gives halved errors equal distances', () => {
    const points = [0.6, 0.8, 0.9].map((value, step) => ({ step, value }));
    const [line] = drawnLines(learningCurvesSvg({ ...figure, curves: [{ name: 'a', points }] }));
    const [y0, y1, y2] = line!.map(([, y]) => y) as [number, number, number];

    expect(y0 - y1).toBeCloseTo(y1 - y2, 1);
  });

  test('draws a lower cross-entropy lower', () => {
    const points = [2.3, 0.5, 0.1].map((value, step) => ({ step, value }));
    const svg = learningCurvesSvg({
      ...figure,
      metric: 'crossEntropy',
      curves: [{ name: 'a', points }],
    });
    const [line] = drawnLines(svg);

    expect(line![2]![1]).toBeCloseTo(gridY(svg, '0.1'), 1);
    expect(line![2]![1]).toBeGreaterThan(line![0]![1]);
  });

  test('names each run, with its last value, and escapes the name', () => {
    const texts = placedElements(learningCurvesSvg(figure)).map(({ text }) => text);

    expect(texts).toContain('lstm-32 · 0.9500');
    expect(texts).toContain('a <b> & "c" · 0.9800');
  });

  test('names a model in full, however long its slug, within the picture', () => {
    const slug = 'a-model-with-the-longest-name-that-a-slug-can-have-'.padEnd(64, 'a');
    const svg = learningCurvesSvg({ ...figure, curves: [{ ...curves[0]!, name: slug }] });
    const [root, ...elements] = placedElements(svg);
    const label = elements.find(({ name, text }) => name === 'text' && text.startsWith(slug))!;

    expect(label.text).toBe(`${slug} · 0.9500`);
    expect(pageX(label) + textWidth(label.text)).toBeLessThan(Number(root?.attributes.width));
  });

  test('keeps the value of a run whose name is too long', () => {
    const long = { ...curves[0]!, name: 'long '.repeat(30) };
    const svg = learningCurvesSvg({ ...figure, curves: [long] });

    expect(placedElements(svg).map(({ text }) => text)).toContainEqual(
      expect.stringMatching(/^long .*… · 0\.9500$/),
    );
  });

  test('draws perfect runs and single points', () => {
    const perfect = { name: 'perfect', points: [{ step: 0, value: 1 }] };
    const svg = learningCurvesSvg({ ...figure, curves: [perfect] });

    expect(svg).not.toMatch(/NaN|Infinity/);
    expect(placedElements(svg).filter(({ name }) => name === 'circle')).toHaveLength(1);
    expect(svg).toContain('of 1 run. ');
  });

  test('draws a run that has no points yet as its name, alone or beside others', () => {
    const queued = { name: 'queued', points: [] };
    for (const others of [[], curves]) {
      const svg = learningCurvesSvg({ ...figure, curves: [...others, queued] });

      expect(placedElements(svg).map(({ text }) => text)).toContain('queued · –');
      expect(svg).not.toMatch(/NaN|Infinity|undefined/);
    }
  });

  test.each<[string, LearningCurve[], string]>([
    ['no run', [], 'curves'],
    ['too many runs', Array<LearningCurve>(43).fill(curves[0]!), 'curves'],
    [
      'steps that do not rise',
      [
        {
          name: 'a',
          points: [
            { step: 1, value: 0 },
            { step: 1, value: 0 },
          ],
        },
      ],
      'curves[0].points[1].step',
    ],
    ['NaN', [{ name: 'a', points: [{ step: 1, value: NaN }] }], 'curves[0].points[0].value'],
    [
      'an accuracy above 1',
      [{ name: 'a', points: [{ step: 1, value: 98 }] }],
      'curves[0].points[0].value',
    ],
  ])('refuses %s', (_, wrong, argument) => {
    expect(() => learningCurvesSvg({ ...figure, curves: wrong })).toThrow(invalid(argument));
  });

  test('refuses an infinite cross-entropy', () => {
    const points = [{ step: 1, value: Infinity }];
    const wrong: LearningCurvesFigure = {
      ...figure,
      metric: 'crossEntropy',
      curves: [{ name: 'a', points }],
    };

    expect(() => learningCurvesSvg(wrong)).toThrow(invalid('curves[0].points[0].value'));
  });
});
