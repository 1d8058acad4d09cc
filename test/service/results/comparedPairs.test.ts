import { expect, test } from 'vitest';

import type { Dataset } from '../../../src/data/dataset.ts';
import { pairOf } from '../../../src/service/results/comparedPairs.ts';
import type {
  ComparedModelAnswer,
  ComparisonAnswer,
} from '../../../src/service/results/comparison.ts';

function answering(id: string, labels: number[]): ComparedModelAnswer {
  return {
    model: { id },
    predictions: { labels: Uint8Array.from(labels) },
  } as ComparedModelAnswer;
}

test('two models are looked at once, however often and in whatever order they are asked for', () => {
  const [a, b] = [answering('a', [1, 2, 0]), answering('b', [1, 0, 3])];
  const source = { splits: { TEST: { labels: Uint8Array.of(1, 2, 3) } } } as Dataset;
  const comparison: ComparisonAnswer = {
    source,
    split: 'TEST',
    models: [a, b],
    agreements: new Map(),
  };
  const pair = pairOf(comparison, a, b);
  expect(pair).toMatchObject({ bothRight: 1, onlyFirst: [1], onlySecond: [2], bothWrong: 0 });
  expect(pairOf(comparison, a, b).onlyFirst).toBe(pair.onlyFirst);
  const other = pairOf(comparison, b, a);
  expect(other).toMatchObject({ first: b, second: a, bothRight: 1, onlyFirst: [2] });
  expect(other.onlySecond).toBe(pair.onlyFirst);
});
