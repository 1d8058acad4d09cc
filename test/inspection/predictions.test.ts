import { expect, it } from 'vitest';
import { stepPredictions } from '../../src/inspection/predictions.ts';

it('names the most probable class of each step, of equals the smallest', () => {
  const probabilities = {
    name: 'head.probabilities',
    shape: [2, 3],
    axes: ['step', 'class'],
    values: Float32Array.of(0.25, 0.5, 0.25, 0.4, 0.2, 0.4),
  };
  const predictions = stepPredictions(probabilities, 5);
  expect(predictions.map(({ step, label }) => [step, label])).toEqual([
    [5, 1],
    [6, 0],
  ]);
  expect(predictions[1]!.confidence).toBeCloseTo(0.4, 6);
});

it('takes the one answer of a network without steps', () => {
  const values = Float32Array.of(0.25, 0.75);
  const tensor = { name: 'head.probabilities', shape: [2], axes: ['class'], values };
  const [prediction, ...others] = stepPredictions(tensor, 27);
  expect(prediction).toMatchObject({ step: 27, label: 1, confidence: 0.75 });
  expect(others).toEqual([]);
});

it('says so when an intervention has driven the network out of range', () => {
  const values = Float32Array.of(0.5, 0.5, NaN, NaN);
  const tensor = { name: 'head.probabilities', shape: [2, 2], axes: ['step', 'class'], values };
  expect(() => stepPredictions(tensor)).toThrow('no finite probabilities at step 1');
});
