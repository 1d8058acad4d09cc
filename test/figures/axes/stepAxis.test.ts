import { describe, expect, test } from 'vitest';
import {
  firstAndLast,
  stepAxis,
  stepTop,
  tickedSteps,
} from '../../../src/figures/axes/stepAxis.ts';
import { invalid } from '../invalidArgument.ts';

describe('stepAxis', () => {
  test('lays steps downwards, and windows with a gap', () => {
    const axis = stepAxis({ from: 0, to: 28 }, 10, [
      { from: 0, to: 5 },
      { from: 23, to: 28 },
    ]);

    expect(stepTop(axis, 4)).toBe(40);
    expect(stepTop(axis, 5)).toBeUndefined();
    expect(stepTop(axis, 23)).toBeGreaterThan(50);
    expect(stepTop(axis, 28)).toBeUndefined();
    expect(axis.height).toBe((stepTop(axis, 27) ?? 0) + 10);
  });

  test.each([
    [{ from: 3, to: 3 }],
    [{ from: 3, to: 29 }],
    [{ from: -1, to: 3 }],
    [{ from: 0.5, to: 3 }],
  ])('refuses the window %o', (window) => {
    expect(() => stepAxis({ from: 0, to: 28 }, 10, [window])).toThrow(invalid('windows[0]'));
  });

  test('refuses windows that overlap', () => {
    const windows = [
      { from: 0, to: 5 },
      { from: 4, to: 8 },
    ];
    expect(() => stepAxis({ from: 0, to: 28 }, 10, windows)).toThrow(invalid('windows[1]'));
  });
});

test('firstAndLast takes all where they would meet', () => {
  expect(firstAndLast({ from: 0, to: 28 }, 5)).toEqual([
    { from: 0, to: 5 },
    { from: 23, to: 28 },
  ]);
  expect(firstAndLast({ from: 4, to: 14 }, 5)).toEqual([{ from: 4, to: 14 }]);
});

test('tickedSteps names all of a few steps and round ones of many', () => {
  expect(tickedSteps({ from: 23, to: 28 }, 16)).toEqual([23, 24, 25, 26, 27]);
  expect(tickedSteps({ from: 0, to: 28 }, 12)).toEqual([0, 5, 10, 15, 20, 25]);
  expect(tickedSteps({ from: 0, to: 784 }, 0.5).length).toBeLessThan(12);
});
