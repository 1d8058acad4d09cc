import { expect, test, describe } from 'vitest';
import { sequentialPalette } from '../../src/figures/colours/palettes.ts';
import { predictionsSvg, type PredictionsOptions } from '../../src/figures/predictionsSvg.ts';
import { embeddedCells } from './embeddedCells.ts';
import { invalid } from './invalidArgument.ts';
import { pageX, pageY, placedElements } from './placedElements.ts';

const labels = [2, 2, 0, 1, 1, 1];
const DECISION = 3;

/** Probability 0.8 for the label of each step, 0.1 for the two others. */
const probabilities = {
  name: 'head.probabilities',
  shape: [labels.length, 3],
  axes: ['step', 'class'],
  values: labels.flatMap((label) => [0, 1, 2].map((k) => (k === label ? 0.8 : 0.1))),
};
const options: PredictionsOptions = {
  title: 'lstm-32',
  probabilities,
  decisionStep: DECISION,
  trueLabel: 1,
};

/** The labels beside the strip from the top, and the y of each. */
function writtenLabels(svg: string) {
  const strip = embeddedCells(svg)[0]!;
  return placedElements(svg)
    .filter(({ name, text }) => name === 'text' && /^\d$/.test(text))
    .filter((found) => pageX(found) > strip.left + strip.width)
    .filter((found) => pageY(found) < strip.top + strip.height)
    .map((found) => ({
      label: Number(found.text),
      row: Math.floor((pageY(found) - strip.top) / (strip.height / labels.length)),
      bold: found.attributes['font-weight'] === 'bold',
    }));
}

describe('predictionsSvg', () => {
  test('colours the probability of each class at each step', () => {
    const strip = embeddedCells(predictionsSvg(options))[0]!;

    expect([strip.rows, strip.columns]).toEqual([6, 3]);
    expect(strip.colourAt(2, 0)).toEqual([...sequentialPalette(0.8)]);
    expect(strip.colourAt(2, 1)).toEqual([...sequentialPalette(0.1)]);
  });

  test('writes the predicted label beside each step, bold from the decision on', () => {
    const written = writtenLabels(predictionsSvg(options));

    expect(written).toEqual(labels.map((label, row) => ({ label, row, bold: row >= DECISION })));
  });

  test('marks the upper edge of the decision’s row, and says its step', () => {
    const svg = predictionsSvg({ ...options, firstStep: 10, decisionStep: 13 });
    const strip = embeddedCells(svg)[0]!;
    const mark = placedElements(svg).find(({ attributes }) => attributes.class === 'decision');

    expect(pageY(mark!, 'y1')).toBe(strip.top + (DECISION * strip.height) / labels.length);
    expect(svg).toContain('step 13');
  });

  test('marks no decision where there is none to mark', () => {
    const svg = predictionsSvg({ ...options, decisionStep: null, trueLabel: null });

    expect(svg).not.toContain('decided');
    expect(svg).not.toContain('true');
    expect(writtenLabels(svg).map(({ bold }) => bold)).not.toContain(true);
  });

  test('puts the triangle over the true class', () => {
    const svg = predictionsSvg(options);
    const strip = embeddedCells(svg)[0]!;
    const triangle = placedElements(svg).find(({ attributes }) => attributes.d?.startsWith('M-4'));

    expect(triangle?.left).toBe(strip.left + 1.5 * (strip.width / 3));
  });

  test('writes the label only where it changes when rows are low', () => {
    const steps = 300;
    const shown = Array.from({ length: steps }, (_, step) => (step < 100 ? 2 : 0));
    const many = {
      ...probabilities,
      shape: [steps, 3],
      values: shown.flatMap((label) => [0, 1, 2].map((k) => (k === label ? 1 : 0))),
    };
    const svg = predictionsSvg({ ...options, probabilities: many, decisionStep: 100 });

    expect(writtenLabels(svg).map(({ label }) => label)).toEqual([2, 0]);
  });

  test.each<[string, Partial<PredictionsOptions>, string]>([
    [
      'more than 1',
      { probabilities: { ...probabilities, values: Array(18).fill(1.1) } },
      'probabilities[0]',
    ],
    [
      'less than 0',
      { probabilities: { ...probabilities, values: Array(18).fill(-0.1) } },
      'probabilities[0]',
    ],
    [
      'NaN',
      { probabilities: { ...probabilities, values: Array(18).fill(NaN) } },
      'probabilities.values[0]',
    ],
    ['a label that is no class', { trueLabel: 3 }, 'trueLabel'],
    ['a broken decision step', { decisionStep: 1.5 }, 'decisionStep'],
    ['a broken first step', { firstStep: 0.5 }, 'firstStep'],
  ])('refuses %s', (_, wrong, argument) => {
    expect(() => predictionsSvg({ ...options, ...wrong })).toThrow(invalid(argument));
  });
});
