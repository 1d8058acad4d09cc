import { describe, expect, test } from 'vitest';
import { batchIndices, type BatchRequest } from '../../src/data/batches.ts';
import { defaultTrainingOptions, totalSteps } from '../../src/networks/trainingOptions.ts';

/** A permutation that differs from epoch to epoch: a rotation. */
function rotation(epoch: number, examples: number): Int32Array {
  return Int32Array.from({ length: examples }, (_, k) => (k + 3 * epoch + 1) % examples);
}

function batches(request: Omit<BatchRequest, 'shuffle'>): number[] {
  return [...batchIndices({ ...request, shuffle: rotation }).values];
}

describe('batchIndices', () => {
  test('runs across the border of two epochs', () => {
    const { steps, batchSize, values } = batchIndices({
      examples: 5,
      batchSize: 3,
      firstStep: 0,
      steps: 3,
      shuffle: rotation,
    });

    expect([steps, batchSize]).toEqual([3, 3]);
    expect([...values]).toEqual([1, 2, 3, 4, 0, /* epoch 1 */ 4, 0, 1, 2]);
  });

  test('takes every example exactly once an epoch, in 2,149 steps of 256 for ten epochs of MNIST', () => {
    const examples = 55_000;
    const steps = totalSteps(defaultTrainingOptions, examples);
    expect(steps).toBe(2149);

    const stream = batches({ examples, batchSize: 256, firstStep: 0, steps });

    expect(stream).toHaveLength(2149 * 256);
    for (let epoch = 0; epoch < 10; epoch++) {
      const seen = new Set(stream.slice(epoch * examples, (epoch + 1) * examples));
      expect(seen.size).toBe(examples);
    }
    expect(Math.min(...new Set(stream))).toBe(0);
    expect(Math.max(...new Set(stream.slice(0, examples)))).toBe(examples - 1);
  });

  test('gives the same batches in whatever chunks they are asked for', () => {
    const whole = batches({ examples: 100, batchSize: 7, firstStep: 0, steps: 60 });

    for (const chunk of [1, 4, 13, 59]) {
      const parts: number[] = [];
      for (let firstStep = 0; firstStep < 60; firstStep += chunk) {
        const steps = Math.min(chunk, 60 - firstStep);
        parts.push(...batches({ examples: 100, batchSize: 7, firstStep, steps }));
      }
      expect(parts).toEqual(whole);
    }
  });

  test('fills a batch larger than the data set from several epochs', () => {
    const stream = batches({ examples: 3, batchSize: 8, firstStep: 1, steps: 1 });

    // Positions 8 to 15: the last of epoch 2, epochs 3 and 4, the first of epoch 5.
    expect(stream).toEqual([0, 1, 2, 0, 1, 2, 0, 1]);
    expect(batches({ examples: 1, batchSize: 4, firstStep: 9, steps: 2 })).toEqual(
      Array(8).fill(0),
    );
  });

  test('shuffles each epoch at most once a call', () => {
    const epochs: number[] = [];
    batchIndices({
      examples: 10,
      batchSize: 4,
      firstStep: 4,
      steps: 8,
      shuffle: (epoch, examples) => {
        epochs.push(epoch);
        return rotation(epoch, examples);
      },
    });

    expect(epochs).toEqual([1, 2, 3, 4]);
  });

  test('gives nothing for no steps', () => {
    expect(batches({ examples: 10, batchSize: 4, firstStep: 3, steps: 0 })).toEqual([]);
  });

  test('refuses an order that is too short, instead of going on for ever', () => {
    const request = { examples: 10, batchSize: 4, firstStep: 0, steps: 3 };

    expect(() => batchIndices({ ...request, shuffle: () => new Int32Array(5) })).toThrow(
      RangeError,
    );
  });
});
