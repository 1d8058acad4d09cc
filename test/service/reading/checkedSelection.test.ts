import { expect, test } from 'vitest';

import {
  checkedSelection,
  checkedStep,
  checkedSteps,
  checkLayer,
} from '../../../src/service/reading/checkedSelection.ts';

test('a range may leave out either end', () => {
  expect(checkedSteps(undefined, 28)).toEqual({ from: 0, to: 28 });
  expect(checkedSteps({ from: 5 }, 28)).toEqual({ from: 5, to: 28 });
  expect(checkedSteps({ from: null, to: 5 }, 28)).toEqual({ from: 0, to: 5 });
});

test.each([
  [{ from: -1 }, 'steps.from: expected a step from 0 to 27, got -1'],
  [{ from: 28 }, 'steps.from: expected a step from 0 to 27, got 28'],
  [{ from: 5, to: 5 }, /^steps.to: expected .*, got 5$/],
  [{ from: 5, to: 4 }, /^steps.to: expected .*, got 4$/],
  [{ from: 0, to: 29 }, /^steps.to: expected .*, got 29$/],
])('steps %o of 28 are refused', (steps, message) => {
  expect(() => checkedSteps(steps, 28)).toThrow(message);
});

test.each([
  [[], /^units: expected at least one unit, got 0 values$/],
  [[0, 4], 'units: expected units from 0 to 3, got 4'],
  [[0, 1, 2, 3, 0], 'units: expected at most 4, as there are no more, got 5 values'],
  [[-1], 'units: expected units from 0 to 3, got -1'],
  [[2, 1, 2], 'units: expected each once, got 2 twice'],
])('units %o of 4 are refused', (units, message) => {
  expect(() => checkedSelection({ units }, 28, 4)).toThrow(message);
});

test('a step and a layer have their bounds', () => {
  expect(checkedStep(27, 28).steps).toBe(27);
  expect(checkedStep(null, 28).steps).toBeNull();
  expect(() => checkedStep(28, 28)).toThrow('t: expected a step from 0 to 27, got 28');
  expect(() => checkedStep(-1, 28)).toThrow('t: expected a step from 0 to 27, got -1');
  expect(checkLayer(null, 3)).toBe(0);
  expect(() => checkLayer(3, 3)).toThrow('layer: expected a layer from 0 to 2, got 3');
});
